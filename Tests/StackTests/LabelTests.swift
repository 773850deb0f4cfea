import Domain
import Stack
import Testing

@Suite struct LabelTests {
    private let model = #"{"services": {"s": {"image": "i", "labels": {"own": "1"}}}}"#

    @Test func `Compose finds its own labels, to the letter`() throws {
        let result = Building.build(try Building.model(model), hashes: ["s": "abc"], composeVersion: "5.6.1")
        let labels = try #require(result.container?.body["Labels"]?.members)
        let texts = labels.filter { $0.key != "reconcile.spec" }.map { "\($0.key)=\($0.value.string ?? "?")" }
        let prefix = "com.docker.compose."
        #expect(
            Set(texts) == [
                "own=1", "\(prefix)project=p", "\(prefix)service=s", "\(prefix)oneoff=False",
                "\(prefix)container-number=1", "\(prefix)depends_on=", "\(prefix)version=5.6.1",
                "\(prefix)config-hash=abc", "\(prefix)project.config_files=/srv/p/compose.yaml",
                "\(prefix)project.working_dir=/srv/p",
            ]
        )
    }

    @Test func `without the plugin there is neither hash nor version`() throws {
        let labels = try #require(Building.build(try Building.model(model)).container?.body["Labels"])
        #expect(labels["com.docker.compose.config-hash"] == nil)
        #expect(labels["com.docker.compose.version"] == nil)
    }

    @Test func `the digest of the wish moves with the wish, and only with it`() throws {
        func digest(_ service: String, hashes: [String: String] = [:], files: [String: String] = [:]) throws -> String {
            let model = try Building.model("{\"services\": {\"s\": {\"image\": \"i\"\(service)}}}")
            let result = Building.build(model, files: files, hashes: hashes)
            return try #require(result.container?.body["Labels"]?["reconcile.spec"]?.string)
        }
        let bind = #", "volumes": [{"type": "bind", "source": "/srv/p/f", "target": "/f"}]"#
        let plain = try digest("")
        #expect(plain.hasPrefix("v1:hmac-sha256:"))
        #expect(try digest("", hashes: ["s": "abc"]) == plain)
        #expect(try digest(#", "hostname": "h""#) != plain)
        #expect(try digest(bind, files: ["/srv/p/f": "1"]) != digest(bind, files: ["/srv/p/f": "2"]))
    }
}
