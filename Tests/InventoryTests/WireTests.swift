import DockerEngine
import Domain
import Inventory
import TestSupport
import Testing

/// What an observation makes of answers that lack something, contradict themselves or are of the wrong type.
@Suite struct WireTests {
    private static let id = String(repeating: "a", count: 64)
    private static let whole = """
        {"Id":"\(id)","Names":["/web"],"Image":"odoo:18.0-1","ImageID":"sha256:1","State":"running","Labels":null}
        """

    private func observe(
        _ answers: [String: String],
        inspecting inspection: Inspection = .none
    ) async throws -> ObservedHost {
        var host: ObservedHost?
        try await Fixtures.withAnswers(answers) { observer, _ in
            host = try await observer.observe(at: Fixtures.now, inspecting: inspection)
        }
        return try #require(host)
    }

    @Test func `an empty host is observed as empty`() async throws {
        let host = try await observe([:])
        #expect(host.engine == EngineIdentity(id: "AAAA", name: "host"))
        #expect(host.observedAt == Fixtures.now)
        #expect(host.containers.isEmpty && host.images.isEmpty && host.volumes.isEmpty && host.networks.isEmpty)
        #expect(host.incomplete.isEmpty)
    }

    @Test(arguments: [
        (#"{"Names":["/web"],"ImageID":"sha256:1","State":"running"}"#, "container/web", "Id"),
        (#"{"Id":7,"Names":["/web"],"ImageID":"sha256:1","State":"running"}"#, "container/web", "Id"),
        (#"{"Id":"a1","Names":null,"ImageID":"sha256:1","State":"running"}"#, "container/a1", "Names"),
        (#"{"Id":"a1","Names":["/other/alias"],"ImageID":"sha256:1","State":"running"}"#, "container/a1", "Names"),
        (#"{"Id":"a1","Names":"/web","ImageID":"sha256:1","State":"running"}"#, "container/a1", "Names"),
        (#"{"Id":"a1","Names":["/web"],"State":"running"}"#, "container/web", "ImageID"),
        (#"{"Id":"a1","Names":["/web"],"ImageID":"sha256:1"}"#, "container/web", "State"),
        (#"{"Id":"a1","Names":["/web"],"ImageID":"sha256:1","State":"zombie"}"#, "container/web", "State"),
        (#"{"Id":"a1","Names":["/web"],"ImageID":"x","State":"dead","Mounts":{}}"#, "container/web", "Mounts"),
        (#"{"Id":"a1","Names":["/web"],"ImageID":"x","State":"dead","Mounts":[7]}"#, "container/web", "Mounts"),
        (
            #"{"Id":"a1","Names":["/web"],"ImageID":"x","State":"dead","Mounts":[{"Type":"volume"}]}"#, "container/web",
            "Mounts.Name"
        ),
        (#"{"Id":"a1","Names":["/web"],"ImageID":"x","State":"dead","Labels":{"a":1}}"#, "container/web", "Labels"),
        (
            #"{"Id":"a1","Names":["/web"],"ImageID":"x","State":"dead","NetworkSettings":[]}"#, "container/web",
            "NetworkSettings"
        ),
        ("{}", "container/#0", "Id"), ("[]", "container/#0", "#0"), ("null", "container/#0", "#0"),
    ])
    func `a container that lacks a field is incomplete and named by what it has`(
        json: String,
        address: String,
        field: String
    ) async throws {
        let host = try await observe(["/containers/json": "[\(json)]"])
        #expect(host.containers.isEmpty)
        let incomplete = try #require(host.incomplete.first)
        #expect(host.incomplete.count == 1)
        #expect(incomplete.address.description == address)
        #expect(incomplete.field == field)
    }

    @Test(arguments: [
        ("/images/json", #"[{"RepoTags":["a:1"]}]"#, "image/#0", "Id"),
        ("/images/json", #"[{"Id":"sha256:1","RepoTags":"a:1"}]"#, "image/sha256:1", "RepoTags"),
        ("/volumes", #"{"Volumes":[{"Driver":"local"}]}"#, "volume/#0", "Name"),
        ("/volumes", #"{"Volumes":[{"Name":"v"}]}"#, "volume/v", "Driver"),
        ("/volumes", #"{"Volumes":[{"Name":"v","Driver":"local","Options":[]}]}"#, "volume/v", "Options"),
        ("/networks", #"[{"Name":"n","Driver":"bridge"}]"#, "network/n", "Id"),
        ("/networks", #"[{"Id":"n1","Driver":"bridge"}]"#, "network/n1", "Name"),
        ("/networks", #"[{"Id":"n1","Name":"n"}]"#, "network/n", "Driver"),
    ])
    func `an image, volume or network that lacks a field is incomplete`(
        path: String,
        body: String,
        address: String,
        field: String
    ) async throws {
        let host = try await observe([path: body])
        let incomplete = try #require(host.incomplete.first)
        #expect(incomplete.address.description == address)
        #expect(incomplete.field == field)
    }

    @Test(arguments: [
        ("/containers/json", "{}"), ("/containers/json", "null"), ("/containers/json", ""), ("/containers/json", "[1,"),
        ("/images/json", #""x""#), ("/volumes", "[]"), ("/volumes", "{}"), ("/volumes", #"{"Volumes":{}}"#),
        ("/networks", #"{"message":"x"}"#), ("/info", "[]"), ("/info", #"{"ID":"x"}"#),
        ("/info", #"{"ID":"","Name":"n"}"#),
    ])
    func `a whole list of the wrong type ends the observation`(path: String, body: String) async throws {
        let error = await #expect(throws: EngineFault.self) { try await observe([path: body]) }
        guard case .malformed = error else { throw try #require(error) }
    }

    @Test func `one list that cannot be read ends the observation`() async throws {
        try await Fixtures.withScript({ $0 == "/networks" ? .http(status: "500 Oops", "{}") : nil }) { observer, _ in
            await #expect(throws: EngineFault.self) { try await observer.observe(at: Fixtures.now, inspecting: .none) }
        }
    }

    @Test func `an inspect of another container than was asked for ends the observation`() async throws {
        let other = """
            {"Id":"b","Name":"/web","Image":"sha256:1","State":{"Status":"running"},"Config":{},"HostConfig":{}}
            """
        let answers = ["/containers/json": "[\(Self.whole)]", "/containers/\(Self.id)/json": other]
        let error = await #expect(throws: EngineFault.self) { try await observe(answers, inspecting: .all) }
        guard case .malformed = error else { throw try #require(error) }
    }

    @Test func `an inspect that lacks a field makes the container incomplete`() async throws {
        let half = #"{"Id":"\#(Self.id)","Name":"/web","Image":"sha256:1","State":{"Status":"running"},"Config":{}}"#
        let answers = ["/containers/json": "[\(Self.whole)]", "/containers/\(Self.id)/json": half]
        let host = try await observe(answers, inspecting: .containers([Self.id]))
        #expect(host.containers.isEmpty)
        #expect(host.incomplete.map(\.field) == ["HostConfig"])
        #expect(host.incomplete.map(\.address) == [Address(.container, "web")])
    }

    @Test func `a container that is listed twice and never inspected is incomplete`() async throws {
        try await Fixtures.withAnswers(["/containers/json": "[\(Self.whole)]"]) { observer, server in
            let host = try await observer.observe(at: Fixtures.now, inspecting: .all)
            #expect(host.incomplete.map(\.field) == ["inspect"])
            #expect(server.requestLines.filter { $0.contains("/containers/json") }.count == 2)
        }
    }

    @Test func `a container that vanishes between list and inspect is gone`() async throws {
        let listed = Once()
        let script: @Sendable (String) -> HostileServer.Answer? = { path in
            path == "/containers/json" && listed.isFirst() ? .http("[\(Self.whole)]") : nil
        }
        try await Fixtures.withScript(script) { observer, _ in
            let host = try await observer.observe(at: Fixtures.now, inspecting: .all)
            #expect(host.containers.isEmpty)
            #expect(host.incomplete.isEmpty)
        }
    }

    @Test func `labels of others and secrets in an answer reach nothing that can be printed`() async throws {
        let container = """
            {"Id":"a1","Names":["/web"],"Image":"i","ImageID":"x","State":"running","Command":"run canary-1",
             "Labels":{"token":"canary-2","com.docker.compose.project":"shop","reconcile.protect":"TRUE"}}
            """
        let volume = """
            {"Volumes":[{"Name":"v","Driver":"local","Options":{"o":"password=canary-3"},"Labels":{"k":"canary-4"}}]}
            """
        let host = try await observe(["/containers/json": "[\(container)]", "/volumes": volume])
        let snapshot = Snapshot(host: host, memory: .none, guardRules: [], digestKeyID: "k")
        let file = String(decoding: SnapshotFile.write(snapshot), as: UTF8.self)
        #expect(!"\(host)\(file)".contains("canary"))
        #expect(host.containers[0].labels == ObservedLabels(composeProject: "shop", protect: true))
        #expect(host.volumes[0].optionNames == ["o"])
    }

    @Test func `names with a combining character and prefixes of labels are judged by their bytes`() async throws {
        let container = """
            {"Id":"a1","Names":["/\u{301}web"],"Image":"i","ImageID":"x","State":"running",
             "Labels":{"com.docker.swarm.\u{301}task":"x","reconcile.\u{301}step":"x"}}
            """
        let host = try await observe(["/containers/json": "[\(container)]"])
        #expect(host.containers[0].names == ["\u{301}web"])
        #expect(host.containers[0].labels.isSwarm)
        #expect(host.containers[0].labels.isOurs)
    }

    @Test func `lists in another order give an equal observation`() async throws {
        let others = (0..<5).map { #"{"Id":"\#($0)","Names":["/c\#($0)"],"ImageID":"x","State":"dead"}"# }
        let one = try await observe(["/containers/json": "[\(others.joined(separator: ","))]"])
        let two = try await observe(["/containers/json": "[\(others.reversed().joined(separator: ","))]"])
        #expect(one == two)
    }
}
