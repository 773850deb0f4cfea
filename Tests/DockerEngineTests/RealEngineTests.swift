import DockerEngine
import TestSupport
import Testing

/// The client against a real Engine.
@Suite(.needs(.engine)) struct RealEngineTests {
    @Test func `a real Engine is negotiated with and read`() async throws {
        try await TestEngine.with { engine in
            let endpoint = try EngineEndpoint(parsing: engine.host)
            try await withEngineConnection(endpoint) { connection in
                let reader = EngineReader(connection)
                let theirs = try await engine.docker("version", "--format", "{{.Server.APIVersion}}")
                #expect(connection.version == min(try #require(EngineVersion(parsing: theirs)), .newest))
                try await reader.ping()
                let id = try await engine.docker("info", "--format", "{{.ID}}")
                #expect(String(decoding: try await reader.info(), as: UTF8.self).contains(id))
            }
        }
    }

    @Test func `objects are found by ID, name and reference, and what is not there is not found`() async throws {
        try await TestEngine.with { engine in
            let image = try await engine.importImage()
            let id = try await engine.docker("create", "--name", engine.name("c"), image, "true")
            try await withEngineConnection(try EngineEndpoint(parsing: engine.host)) { connection in
                let reader = EngineReader(connection)
                #expect(String(decoding: try await reader.inspectContainer(id), as: UTF8.self).contains(id))
                #expect(String(decoding: try await reader.inspectImage(image), as: UTF8.self).contains(image))
                let error = await #expect(throws: EngineFault.self) { try await reader.inspectVolume(engine.name("v")) }
                guard case .notFound = error else { throw try #require(error) }
            }
        }
    }

    @Test func `many reads at once are all answered`() async throws {
        try await TestEngine.with { engine in
            try await withEngineConnection(try EngineEndpoint(parsing: engine.host)) { connection in
                let reader = EngineReader(connection)
                let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<200 { group.addTask { try await reader.info().count } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(sizes.count == 200)
                #expect(sizes.allSatisfy { $0 > 0 })
            }
        }
    }
}
