import Foundation
import TestSupport
import Testing

/// A host for one test: an Engine, a repository with an SSOT, a ledger that has begun, and the program to run there.
struct TestHost: Sendable {
    /// What a host begins with. Each folder of tests has its own.
    struct Scene: Sendable {
        var ssot: String
        /// Texts of the repository's other files, by their paths below the root.
        var files: [String: String] = [:]
        /// Whether the person has the real Compose.
        var hasCompose = false
        /// Who `init` names as the author; its own choice where it is `nil`.
        var principal: String?
        /// Whether the program reaches the Engine through ``TestHost/proxy`` alone, and the end of the test looks
        /// whether a mutating request was sent that no plan names.
        var isWatched = false
        /// Puts images and objects on the Engine, before the program is run for the first time.
        var furnish: @Sendable (TestHost) async throws -> Void = { _ in }
    }

    let engine: EngineShell
    let workspace: Workspace
    /// Stands before the Engine, for the requests that a test wants to see or to meet with a fault.
    let proxy: RecordingProxy

    /// Gives a test its host on an empty Engine, and clears both away.
    ///
    /// - Parameters:
    ///   - scene: What the host begins with.
    ///   - part: Which of the run's Engines it has.
    ///   - sourceLocation: Where a test stands that sent more than its plans name.
    ///   - body: The test.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, and what keeps the scene from being set.
    static func with<Value>(
        _ scene: Scene,
        on part: Part = .engine,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (TestHost) async throws -> Value
    ) async throws -> Value {
        try await EmptyEngine.with(part) { engine in
            try await with(scene, engine: engine, sourceLocation: sourceLocation, body)
        }
    }

    /// On an Engine that the caller has for itself.
    static func with<Value>(
        _ scene: Scene,
        engine: EngineShell,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (TestHost) async throws -> Value
    ) async throws -> Value {
        try await RecordingProxy.with(to: engine.host) { proxy in
            let host = scene.isWatched ? proxy.host : engine.host
            return try await Workspace.with(ssot: scene.ssot, host: host) { workspace in
                let host = TestHost(engine: engine, workspace: workspace, proxy: proxy)
                try await host.prepare(scene)
                let value = try await body(host)
                if scene.isWatched {
                    let broken = try Promises(plansIn: workspace).broken(by: proxy.mutatingRequests)
                    #expect(broken.isEmpty, sourceLocation: sourceLocation)
                }
                return value
            }
        }
    }

    private func prepare(_ scene: Scene) async throws {
        for (path, text) in scene.files { try workspace.write(text, to: path) }
        if scene.hasCompose { try installCompose() }
        try await scene.furnish(self)
        try await run(["init"] + (scene.principal.map { ["--principal", $0] } ?? [])).requireExit(0)
    }

    private func installCompose() throws {
        guard let program = Part.compose.value else { throw Part.Missing(part: .compose) }
        let folder = workspace.path("home/.docker/cli-plugins")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/docker-compose",
            withDestinationPath: program
        )
    }
}
