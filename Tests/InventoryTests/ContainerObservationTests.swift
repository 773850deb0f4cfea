import Domain
import Inventory
import TestSupport
import Testing

/// Containers of a real Engine.
@Suite(.needs(.engine)) struct ContainerObservationTests {
    private func observed(_ name: String, _ observer: Observer, _ inspection: Inspection) async throws
        -> ObservedContainer
    {
        let host = try await observer.observe(at: Fixtures.now, inspecting: inspection)
        return try #require(host.containers.first { $0.name == name })
    }

    @Test func `a created container names its networks and volumes before it ever ran`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let (name, network, volume) = (engine.name("c"), engine.name("n"), engine.name("v"))
            try await engine.docker("network", "create", network)
            let id = try await engine.docker(
                "create",
                "--name",
                name,
                "--network",
                network,
                "-v",
                "\(volume):/data",
                "-v",
                "/anonymous",
                "-e",
                "PASSWORD=canary",
                "--stop-timeout",
                "7",
                "--rm",
                image,
                "sleep",
                "60"
            )
            let container = try await observed(name, observer, .containers([id]))
            #expect(container.id == id)
            #expect(container.names == [name])
            #expect(container.state == .created)
            #expect(container.imageReference == image)
            #expect(container.networks == [.init(name: network, networkID: "")])
            #expect(container.networkMode == network)
            #expect(container.mounts.map(\.destination) == ["/anonymous", "/data"])
            #expect(container.mounts.last?.volume == volume)
            #expect(container.detail?.stopTimeout == 7)
            #expect(container.detail?.autoRemove == true)
            #expect(!"\(container)".contains("canary"))
        }
    }

    @Test func `shared namespaces show their owners`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let owner = try await engine.docker(
                "run",
                "-d",
                "--name",
                engine.name("o"),
                "--ipc",
                "shareable",
                image,
                "sleep",
                "60"
            )
            let id = try await engine.docker(
                "create",
                "--name",
                engine.name("c"),
                "--network",
                "container:\(owner)",
                "--pid",
                "container:\(engine.name("o"))",
                "--ipc",
                "container:\(owner)",
                image,
                "true"
            )
            let container = try #require(try await observer.inspect(container: id))
            #expect(container.networkMode == "container:\(owner)")
            #expect(container.detail?.namespaceOwners == [owner])
            #expect(try await observed(engine.name("c"), observer, .none).networkMode == "container:\(owner)")
        }
    }

    @Test func `a link on the default bridge is a tie, by name`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            try await engine.docker("run", "-d", "--name", engine.name("db"), image, "sleep", "60")
            let link = "\(engine.name("db")):db"
            let id = try await engine.docker("create", "--name", engine.name("web"), "--link", link, image, "true")
            let web = try #require(try await observer.inspect(container: id))
            #expect(web.detail?.namespaceOwners == [engine.name("db")])
            #expect(try await observed(engine.name("db"), observer, .none).names == [engine.name("db")])
        }
    }

    @Test func `a single look equals a whole observation`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let name = engine.name("c")
            let id = try await engine.docker(
                "run",
                "-d",
                "--name",
                name,
                "-v",
                "\(engine.name("v")):/d",
                "-v",
                "/usr:/host:ro",
                "--tmpfs",
                "/t",
                "-l",
                "com.docker.compose.project=\(engine.prefix)",
                image,
                "sleep",
                "60"
            )
            let inspected = try #require(try await observer.inspect(container: id))
            #expect(inspected == (try await observed(name, observer, .containers([id]))))
            let listed = try await observed(name, observer, .none)
            #expect(listed.detail == nil)
            #expect(listed == inspected.withoutDetail)
            try await engine.docker("rm", "-f", id)
            #expect(try await observer.inspect(container: id) == nil)
        }
    }
}

extension ObservedContainer {
    fileprivate var withoutDetail: ObservedContainer {
        var listed = self
        listed.detail = nil
        return listed
    }
}
