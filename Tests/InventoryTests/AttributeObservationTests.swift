import Domain
import Inventory
import TestSupport
import Testing

/// What a stack is compared by: attributes, the last run, and what images give.
@Suite struct AttributeObservationTests {
    private static let id = String(repeating: "a", count: 64)
    private static let listed = """
        [{"Id":"\(id)","Names":["/web"],"Image":"a:1","ImageID":"sha256:1","State":"exited","Labels":null}]
        """
    private static let images = """
        [{"Id":"sha256:1","RepoTags":["a:1"],"Labels":null},{"Id":"sha256:2","RepoTags":["b:1"],"Labels":null}]
        """
    private static let image = #"{"Id":"sha256:1","RepoTags":["a:1"],"Config":{"User":"7","Volumes":{"/data":{}}}}"#

    private static func inspect(state: String = "{}", config: String = "{}", host: String = "{}") -> String {
        let status = #""Status":"exited""#
        let state = state == "{}" ? "{\(status)}" : "{\(status),\(state.dropFirst())"
        return """
            {"Id":"\(id)","Name":"/web","Image":"sha256:1","State":\(state),"Config":\(config),"HostConfig":\(host),
             "Mounts":[],"NetworkSettings":{"Networks":{"shop_default":{"NetworkID":"n1"}}}}
            """
    }

    private func observe(_ inspect: String) async throws -> ObservedHost {
        var host: ObservedHost?
        let answers = ["/containers/json": Self.listed, "/containers/\(Self.id)/json": inspect]
        try await Fixtures.withAnswers(answers) { observer, _ in
            host = try await observer.observe(at: Fixtures.now, inspecting: .all)
        }
        return try #require(host)
    }

    @Test func `a container tells its attributes, and no secret among them`() async throws {
        let config = """
            {"User":"1:2","Env":["TOKEN=canary-1","PLAIN=1"],"Cmd":["run","canary-2"],"Labels":{"key":"canary-3"}}
            """
        let hostConfig = """
            {"NetworkMode":"shop_default","RestartPolicy":{"Name":"always"},"LogConfig":{"Type":"gelf","Config":{"a":"canary-4"}}}
            """
        let host = try await observe(Self.inspect(config: config, host: hostConfig))
        let attributes = try #require(host.containers.first?.detail?.attributes)
        #expect(attributes[.user] == "1:2")
        #expect(attributes[.restart] == "always")
        #expect(attributes[AttributeKey(.network, "shop_default")] == "connected")
        for key in [AttributeKey(.environment, "TOKEN"), AttributeKey(.command), AttributeKey(.label, "key")] {
            #expect(attributes[key].map(AttributeSet.isSealed) == true)
        }
        #expect(attributes[AttributeKey(.environment, "PLAIN")] == (try Fixtures.key().digest(of: Array("1".utf8))))
        let snapshot = Snapshot(host: host, memory: .none, guardRules: [], digestKeyID: "k")
        #expect(!"\(host)\(String(decoding: SnapshotFile.write(snapshot), as: UTF8.self))".contains("canary"))
        #expect(try SnapshotFile.read(SnapshotFile.write(snapshot)) == snapshot)
    }

    @Test(arguments: [
        ("{}", 0, nil), (#"{"ExitCode":137}"#, 137, nil), (#"{"Health":null}"#, 0, nil),
        (#"{"Health":{"Status":"none"}}"#, 0, nil), (#"{"Health":{"Status":""}}"#, 0, nil),
        (#"{"ExitCode":1,"Health":{"Status":"unhealthy","FailingStreak":3}}"#, 1, "unhealthy"),
    ])
    func `a container tells how it ended and how it is`(state: String, exitCode: Int, health: String?) async throws {
        let detail = try #require(try await observe(Self.inspect(state: state)).containers.first?.detail)
        #expect(detail.exitCode == exitCode)
        #expect(detail.health == health)
    }

    @Test func `Compose's labels and ours are kept, each in its place`() async throws {
        let config = """
            {"Labels":{"com.docker.compose.project":"shop","com.docker.compose.oneoff":"True",
             "com.docker.compose.project.config_files":"/srv/compose.yaml","com.docker.compose.project.working_dir":"/srv",
             "com.docker.compose.config-hash":"ab","reconcile.spec":"v1:hmac-sha256:ab"}}
            """
        let labels = try #require(try await observe(Self.inspect(config: config)).containers.first?.labels)
        let expected = ObservedLabels(
            composeProject: "shop",
            isOurs: true,
            isOneOff: true,
            composeConfigFiles: "/srv/compose.yaml",
            composeWorkingDirectory: "/srv",
            composeConfigHash: "ab",
            specDigest: "v1:hmac-sha256:ab"
        )
        #expect(labels == expected)
        let service = try await observe(Self.inspect(config: #"{"Labels":{"com.docker.compose.oneoff":"False"}}"#))
        #expect(service.containers.first?.labels == ObservedLabels.none)
    }

    @Test func `only images that containers use are described, and only when asked`() async throws {
        let answers = [
            "/containers/json": Self.listed, "/containers/\(Self.id)/json": Self.inspect(), "/images/json": Self.images,
            "/images/sha256%3A1/json": Self.image,
        ]
        try await Fixtures.withAnswers(answers) { observer, server in
            let plain = try await observer.observe(at: Fixtures.now, inspecting: .all)
            #expect(plain.images.map(\.defaults) == [nil, nil])
            let host = try await observer.observe(at: Fixtures.now, inspecting: .all, describing: [])
            let defaults = try #require(host.images.first?.defaults)
            #expect(defaults[.user] == "7")
            #expect(defaults[AttributeKey(.mount, "/data")] == "volume (anonymous) rw")
            #expect(host.images.map(\.tags) == plain.images.map(\.tags))
            #expect(host.images.last?.defaults == nil)
            #expect(server.requestLines.filter { $0.contains("/images/sha256") }.count == 1)
        }
    }

    @Test func `an image that a reference names is described before a container uses it`() async throws {
        let answers = ["/containers/json": "[]", "/images/json": Self.images, "/images/sha256%3A1/json": Self.image]
        try await Fixtures.withAnswers(answers) { observer, server in
            for references in [["a:1"], ["docker.io/library/a:1"], ["sha256:1"]] {
                let host = try await observer.observe(at: Fixtures.now, inspecting: .all, describing: Set(references))
                #expect(host.images.map { $0.defaults == nil } == [false, true], "\(references)")
            }
            let other = try await observer.observe(at: Fixtures.now, inspecting: .all, describing: ["a:2"])
            #expect(other.images.allSatisfy { $0.defaults == nil })
        }
    }

    @Test func `an image that vanishes before it is described is listed without defaults`() async throws {
        let answers = ["/containers/json": Self.listed, "/images/json": Self.images]
        try await Fixtures.withAnswers(answers) { observer, server in
            let host = try await observer.observe(at: Fixtures.now, inspecting: .none, describing: [])
            #expect(host.images.map(\.id) == ["sha256:1", "sha256:2"])
            #expect(host.images.map(\.defaults) == [nil, nil])
            #expect(host.incomplete.isEmpty)
            #expect(server.requestLines.contains { $0.contains("/images/sha256") })
        }
    }

    @Test func `a network and a volume tell their attributes`() async throws {
        let network = """
            [{"Id":"n1","Name":"n","Driver":"bridge","Internal":true,"Options":{"o":"canary"},"Labels":{},
              "IPAM":{"Driver":"default","Config":[{"Subnet":"10.0.0.0/24"}]}}]
            """
        let volumes = #"{"Volumes":[{"Name":"v","Driver":"nfs","Options":{"o":"canary"},"Labels":null}]}"#
        try await Fixtures.withAnswers(["/networks": network, "/volumes": volumes]) { observer, _ in
            let host = try await observer.observe(at: Fixtures.now, inspecting: .none)
            let keys = host.networks.first?.attributes.keys.map(\.description)
            #expect(keys == ["driver", "driver_opt.o", "internal", "subnet.10.0.0.0/24"])
            #expect(host.volumes.first?.attributes.keys.map(\.description) == ["driver", "driver_opt.o"])
            #expect(!"\(host)".contains("canary"))
        }
    }
}
