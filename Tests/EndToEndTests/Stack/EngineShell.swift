import TestSupport

/// Docker's own command line against one Engine.
struct EngineShell: Sendable {
    /// `unix:///…`.
    let host: String

    @discardableResult
    func docker(_ arguments: String...) async throws -> String { try await docker(arguments) }

    @discardableResult
    func docker(_ arguments: [String]) async throws -> String {
        try await Command.run("/usr/bin/env", ["docker"] + arguments, environment: environment)
    }

    /// Runs a shell script whose `docker` speaks to this Engine; stops at the first failure.
    @discardableResult
    func shell(_ script: String) async throws -> String {
        try await Command.run("/bin/sh", ["-euc", script], environment: environment)
    }

    var environment: [String: String] { ["DOCKER_HOST": host, "DOCKER_CONTEXT": "", "DOCKER_BUILDKIT": "0"] }
}
