import Domain
import Inventory
import TestSupport
import Testing

/// What moves the digest of a real container, and what does not.
@Suite(.needs(.engine)) struct ContainerDigestTests {
    private func digest(_ id: String, _ observer: Observer) async throws -> String {
        try #require(try await observer.inspect(container: id)?.detail).configurationDigest
    }

    @Test func `the digest does not move with what happens to a container`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let network = engine.name("n")
            try await engine.docker("network", "create", network)
            let id = try await engine.docker(
                "create",
                "--name",
                engine.name("c"),
                "--network",
                network,
                "-v",
                "/anonymous",
                "-p",
                "80",
                "-e",
                "A=b",
                "-v",
                "\(engine.name("v")):/data",
                "--health-cmd",
                "true",
                "--health-interval",
                "1s",
                image,
                "sleep",
                "60"
            )
            let created = try await digest(id, observer)
            try await engine.docker("start", id)
            #expect(try await digest(id, observer) == created)
            try await waitUntil(engine, id, "{{.State.Health.Status}}", "healthy")
            #expect(try await digest(id, observer) == created)
            let other = try await engine.docker(
                "run",
                "-d",
                "--network",
                network,
                "--name",
                engine.name("o"),
                image,
                "true"
            )
            #expect(try await digest(id, observer) == created)
            try await engine.docker("rm", "-f", other)
            try await engine.docker("restart", "-t", "0", id)
            #expect(try await digest(id, observer) == created)
            try await engine.docker("stop", "-t", "0", id)
            #expect(try await digest(id, observer) == created)
            try await engine.docker("rename", id, engine.name("renamed"))
            #expect(try await digest(id, observer) == created)
        }
    }

    @Test func `the digest does not move while a container crashes again and again`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let id = try await engine.docker(
                "create",
                "--name",
                engine.name("c"),
                "--restart",
                "always",
                image,
                "false"
            )
            let created = try await digest(id, observer)
            try await engine.docker("start", id)
            try await waitUntil(engine, id, "{{ge .RestartCount 2}}", "true")
            #expect(try await digest(id, observer) == created)
        }
    }

    @Test func `the digest does not move when a linked container is renamed`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let (first, second) = (engine.name("a"), engine.name("b"))
            for name in [first, second] { try await engine.docker("run", "-d", "--name", name, image, "sleep", "60") }
            let id = try await engine.docker(
                "run",
                "-d",
                "--name",
                engine.name("c"),
                "--link",
                "\(first):x",
                "--link",
                "\(second):y",
                image,
                "sleep",
                "60"
            )
            let before = try await digest(id, observer)
            try await engine.docker("rename", first, engine.name("d"))
            #expect(try await digest(id, observer) == before)
            let host = try await observer.observe(at: Fixtures.now, inspecting: .none)
            let linked = try #require(host.containers.first { $0.names.contains(second) })
            #expect(linked.names == [second])
        }
    }

    @Test func `the digest moves with the restart policy and with the networks`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            let network = engine.name("n")
            try await engine.docker("network", "create", network)
            let id = try await engine.docker("run", "-d", "--name", engine.name("c"), image, "sleep", "60")
            let before = try await digest(id, observer)
            try await engine.docker("update", "--restart", "always", id)
            let updated = try await digest(id, observer)
            #expect(updated != before)
            try await engine.docker("network", "connect", network, id)
            let connected = try await digest(id, observer)
            #expect(connected != updated)
            try await engine.docker("network", "disconnect", network, id)
            #expect(try await digest(id, observer) == updated)
        }
    }

    @Test func `two containers that differ in a variable's value have different digests`() async throws {
        try await Fixtures.withEngine { engine, observer in
            let image = try await engine.importImage()
            var digests: Set<String> = []
            for value in ["1", "2"] {
                let id = try await engine.docker(
                    "create",
                    "--name",
                    engine.name("c\(value)"),
                    "--hostname",
                    "h",
                    "-e",
                    "A=\(value)",
                    image,
                    "true"
                )
                digests.insert(try await digest(id, observer))
            }
            #expect(digests.count == 2)
        }
    }

    private func waitUntil(_ engine: TestEngine, _ id: String, _ format: String, _ expected: String) async throws {
        try await Waiting.until("the container comes to \(format) == \(expected)") {
            try await engine.docker("inspect", "--format", format, id) == expected
        }
    }
}
