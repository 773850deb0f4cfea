import DockerEngine
import Domain
import Inventory
import JSON
import TestSupport
import Testing

/// Images, volumes and networks of a real Engine.
@Suite(.needs(.engine)) struct ResourceObservationTests {
    private func host(_ observer: Observer) async throws -> ObservedHost {
        try await observer.observe(at: Fixtures.now, inspecting: .none)
    }

    @Test func `an image is one with all its tags, and a single look equals the list`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let first = try await engine.importImage("b:1", changes: ["LABEL reconcile.protect=yes", "USER 7"])
            let second = engine.name("a:2")
            try await engine.docker("tag", first, second)
            let inspected = try #require(try await observer.inspect(imageReference: first))
            #expect(inspected.tags == [second, first])
            #expect(inspected.labels.protect)
            let listed = try #require(try await host(observer).images.first { $0.id == inspected.id })
            #expect(listed.defaults == nil)
            #expect(inspected.defaults?[.user] == "7")
            #expect((listed.tags, listed.digests) == (inspected.tags, inspected.digests))
            #expect((listed.parentID, listed.labels.protect) == (inspected.parentID, true))
            #expect(try await observer.inspect(imageReference: inspected.id) == inspected)
            #expect(try await observer.inspect(imageReference: engine.name("none:1")) == nil)
        }
    }

    @Test func `a volume is pinned by its folder, and a single look equals the list`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let name = engine.name("v")
            try await engine.docker("volume", "create", "--label", "x=canary", name)
            let volume = try #require(try await observer.inspect(volume: name))
            #expect(try await host(observer).volumes.contains(volume))
            let identity = try #require(volume.mountpointIdentity)
            #expect(identity.wholeMatch(of: /[0-9]+@[0-9]{19}/) != nil)
            #expect(!"\(volume)".contains("canary"))
            try await engine.docker("volume", "rm", name)
            #expect(try await observer.inspect(volume: name) == nil)
            try await engine.docker("volume", "create", "--label", "x=canary", name)
            let again = try #require(try await observer.inspect(volume: name))
            #expect(again.configurationDigest == volume.configurationDigest)
            #expect(again.mountpointIdentity != volume.mountpointIdentity)
        }
    }

    @Test func `options and labels are in a volume's digest, and their values nowhere else`() async throws {
        try await Fixtures.withEngine { engine, observer in
            var digests: Set<String> = []
            for (index, option) in ["size=1m", "size=2m"].enumerated() {
                let name = engine.name("v\(index)")
                try await engine.docker(
                    "volume",
                    "create",
                    "--opt",
                    "type=tmpfs",
                    "--opt",
                    "device=tmpfs",
                    "--opt",
                    "o=\(option)",
                    name
                )
                let volume = try #require(try await observer.inspect(volume: name))
                #expect(volume.optionNames == ["device", "o", "type"])
                #expect(volume.mountpointIdentity == nil)
                digests.insert(volume.configurationDigest)
            }
            #expect(digests.count == 2)
        }
    }

    @Test func `an anonymous volume is known by its name where the Engine does not label it`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let id = try await engine.docker("create", "--name", engine.name("c"), "-v", "/data", image, "true")
            let name = try #require(try await observer.inspect(container: id)?.mounts.first?.volume)
            #expect(try #require(try await observer.inspect(volume: name)).labels.isAnonymousVolume)
        }
    }

    @Test func `a network's digest covers its settings and not its users`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let name = engine.name("n")
            let id = try await engine.docker("network", "create", "--internal", "--label", "a=b", name)
            let network = try #require(try await observer.inspect(network: id))
            #expect(network.name == name)
            #expect(network.driver == "bridge")
            #expect(network.scope == "local")
            #expect(try await host(observer).networks.contains(network))
            try await engine.docker("run", "-d", "--name", engine.name("c"), "--network", name, image, "sleep", "60")
            #expect(try await observer.inspect(network: id) == network)
            #expect(try await host(observer).networks.contains(network))
            let other = try await engine.docker("network", "create", "--label", "a=b", engine.name("m"))
            #expect(try await observer.inspect(network: other)?.configurationDigest != network.configurationDigest)
        }
    }

    @Test func `a single look takes no prefix and no name for an ID`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let id = try await engine.docker("network", "create", engine.name("n"))
            await #expect(throws: EngineFault.self) { try await observer.inspect(network: String(id.prefix(12))) }
            await #expect(throws: EngineFault.self) { try await observer.inspect(network: engine.name("n")) }
        }
    }

    @Test func `the raw answer is the Engine's own`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let id = try await engine.docker("create", "--name", engine.name("c"), "-e", "A=secret", image, "true")
            let raw = try JSON.parse(try await observer.rawInspect(.container, id))
            #expect(raw["Id"]?.string == id)
            #expect(raw["Config"]?["Env"] == .strings(["A=secret"]))
        }
    }

    @Test func `another key gives other digests`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let id = try await engine.docker("network", "create", engine.name("n"))
            let network = try #require(try await observer.inspect(network: id))
            try await withEngineConnection(try EngineEndpoint(parsing: engine.host)) { connection in
                let other = Observer(reader: EngineReader(connection), digestKey: try Fixtures.key(9))
                let same = try #require(try await other.inspect(network: id))
                #expect(same.configurationDigest != network.configurationDigest)
                #expect(same.configurationDigest.wholeMatch(of: /hmac-sha256:[0-9a-f]{64}/) != nil)
            }
        }
    }
}
