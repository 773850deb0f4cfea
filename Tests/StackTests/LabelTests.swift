import Domain
import Stack
import Testing

@Suite struct LabelTests {
    private let model = #"{"services": {"s": {"image": "i", "labels": {"own": "1"}}}}"#

    @Test func `Compose finds its own labels, to the letter`() throws {
        let result = Building.build(try Building.model(model), hashes: ["s": "abc"])
        let labels = try #require(result.container?.body["Labels"]?.members)
        let texts = labels.filter { $0.key != "reconcile.spec" }.map { "\($0.key)=\($0.value.string ?? "?")" }
        let prefix = "com.docker.compose."
        #expect(
            Set(texts) == [
                "own=1", "\(prefix)project=p", "\(prefix)service=s", "\(prefix)oneoff=False",
                "\(prefix)container-number=1", "\(prefix)depends_on=",
                "\(prefix)project.config_files=/srv/p/compose.yaml",
                "\(prefix)project.working_dir=/srv/p",
            ]
        )
    }

    @Test func `what Compose's plugin says stands in no body`() throws {
        let without = try #require(Building.build(try Building.model(model)).container)
        let with = try #require(Building.build(try Building.model(model), hashes: ["s": "abc"]).container)
        #expect(with.body == without.body)
        #expect(with.composeHash == "abc" && without.composeHash == nil)
    }

    @Test func `a body without secrets is the same under every key`() throws {
        func built(_ seal: @escaping @Sendable ([UInt8]) -> String, given: Set<String> = []) throws -> DesiredContainer
        {
            let bind = #""volumes": [{"type": "bind", "source": "/srv/p/f", "target": "/f"}]"#
            let text = "{\"services\": {\"s\": {\"image\": \"i\", \"environment\": {\"A\": \"1\"}, \(bind)}}}"
            let context = StackContext(
                digests: StackDigests(shared: seal, secret: seal, plain: { Building.plain($0) }),
                configFiles: "/srv/p/compose.yaml",
                workingDirectory: "/srv/p",
                content: { _ in .shared(Array("file".utf8)) }
            )
            let result = StackBuilder.build(try Building.model(text, given: given), context)
            return try #require(result.stack?.containers.first)
        }
        let (one, other): (@Sendable ([UInt8]) -> String, @Sendable ([UInt8]) -> String) = (
            { Building.sealed($0) }, { Building.sealed([1] + $0) }
        )
        #expect(try built(one).body == built(other).body)
        let secret: Set = ["services.s.environment.A"]
        #expect(try built(one, given: secret).body != built(other, given: secret).body)
        #expect(try built(one, given: secret).body.withoutSeals == built(other, given: secret).body.withoutSeals)
    }

    @Test func `without the key of a secret there is no digest of the wish`() throws {
        let model = try Building.model(
            #"{"services": {"s": {"image": "i", "environment": {"A": "1"}}}}"#,
            given: ["services.s.environment.A"]
        )
        let digests = StackDigests(
            shared: { Building.sealed($0) },
            secret: { _ in AttributeSet.unknownSeal },
            plain: { Building.plain($0) }
        )
        let context = StackContext(digests: digests, configFiles: "", workingDirectory: "/srv/p", content: { _ in nil })
        let container = try #require(StackBuilder.build(model, context).stack?.containers.first)
        #expect(container.body["Labels"]?["reconcile.spec"] == nil)
        #expect(container.attributes[AttributeKey(.environment, "A")] == AttributeSet.unknownSeal)
    }

    @Test func `the digest of the wish moves with the wish, and only with it`() throws {
        func digest(_ service: String, hashes: [String: String] = [:], files: [String: String] = [:]) throws -> String {
            let model = try Building.model("{\"services\": {\"s\": {\"image\": \"i\"\(service)}}}")
            let result = Building.build(model, files: files, hashes: hashes)
            return try #require(result.container?.body["Labels"]?["reconcile.spec"]?.string)
        }
        let bind = #", "volumes": [{"type": "bind", "source": "/srv/p/f", "target": "/f"}]"#
        let plain = try digest("")
        #expect(plain.hasPrefix("v2:sha256:"))
        #expect(try digest("", hashes: ["s": "abc"]) == plain)
        #expect(try digest(#", "hostname": "h""#) != plain)
        #expect(try digest(bind, files: ["/srv/p/f": "1"]) != digest(bind, files: ["/srv/p/f": "2"]))
    }
}
