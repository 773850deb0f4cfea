import Foundation
import TestSupport

/// An Engine that one test starts, stops and starts again: `infra/bin/engine` in a folder of its own.
struct PrivateEngine: Sendable {
    let folder: String

    var host: String { "unix://\(folder)/docker.sock" }

    /// `options` of `infra/bin/engine start`.
    static func with<Value>(
        _ options: String...,
        body: (PrivateEngine) async throws -> Value
    ) async throws -> Value {
        let engine = PrivateEngine(folder: "/tmp/reconcile-\(UniqueName.make())")
        try await engine.start(options)
        let result: Result<Value, any Error>
        do { result = .success(try await body(engine)) } catch { result = .failure(error) }
        try await engine.script("engine", "stop", "--delete", engine.folder)
        return try result.get()
    }

    func start(_ options: [String] = []) async throws { try await script("engine", ["start", folder] + options) }

    /// Ends the daemon in an orderly way; its containers stop, and its data stay.
    func stop() async throws { try await script("engine", "stop", folder) }

    /// Makes the image `postgres:15`: a real PostgreSQL.
    func makeDatabaseImage() async throws { try await script("demo-host", "database") }

    @discardableResult
    func docker(_ arguments: String...) async throws -> String { try await EngineShell(host: host).docker(arguments) }

    private func script(_ name: String, _ arguments: String...) async throws { try await script(name, arguments) }

    private func script(_ name: String, _ arguments: [String]) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let script = root.appendingPathComponent("infra/bin/\(name)").standardizedFileURL.path
        try await Command.run(script, arguments, environment: EngineShell(host: host).environment)
    }
}
