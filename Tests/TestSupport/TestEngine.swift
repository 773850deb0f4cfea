/// The real Engine that the tests run against, and the objects that one test makes on it.
package struct TestEngine: Sendable {
    package struct Missing: Error, CustomStringConvertible {
        package let part: Part

        package var description: String {
            "\(part.variable) names no unix:///… address. These tests need a private Docker Engine: start one with "
                + "`infra/bin/engine start DIR`, and set the variable to its address."
        }
    }

    private let shell: EngineShell
    /// What the name of everything that this test makes begins with.
    package let prefix: String

    /// `unix:///…`.
    package var host: String { shell.host }
    package var socketPath: String { String(host.dropFirst("unix://".count)) }

    /// Gives a test its own corner of the Engine, and removes exactly what bears its prefix when the test is over.
    package static func with<Value>(_ body: (TestEngine) async throws -> Value) async throws -> Value {
        let host = try configuredHost()
        let turn = try await EngineTurn(host: host, alone: false)
        defer { turn.end() }
        let engine = TestEngine(shell: EngineShell(host: host), prefix: "t\(UniqueName.make())")
        let result: Result<Value, any Error>
        do { result = .success(try await body(engine)) } catch { result = .failure(error) }
        try await engine.removeEverything()
        return try result.get()
    }

    /// The Engine's socket, from the environment.
    static func configuredHost(_ part: Part = .engine) throws -> String {
        guard let host = part.value, host.hasPrefix("unix:///") else { throw Missing(part: part) }
        return host
    }

    /// The name of an object of this test.
    package func name(_ suffix: String) -> String { "\(prefix)-\(suffix)" }

    /// Runs docker's own command line against this Engine.
    @discardableResult
    package func docker(_ arguments: String...) async throws -> String { try await shell.docker(arguments) }

    @discardableResult
    package func docker(_ arguments: [String]) async throws -> String { try await shell.docker(arguments) }

    /// Makes an image of busybox without a registry, and gives its reference.
    package func importImage(_ suffix: String = "image:1", changes: [String] = []) async throws -> String {
        try await shell.importImage(name(suffix), changes: changes)
        return name(suffix)
    }

    private func removeEverything() async throws {
        try await remove(["ps", "-a", "--format", "{{.Names}}"], with: ["rm", "-f", "-v"])
        try await remove(["volume", "ls", "--format", "{{.Name}}"], with: ["volume", "rm"])
        try await remove(["network", "ls", "--format", "{{.Name}}"], with: ["network", "rm"])
        try await remove(["images", "--format", "{{.Repository}}:{{.Tag}}"], with: ["rmi"])
    }

    private func remove(_ list: [String], with command: [String]) async throws {
        let lines = try await docker(list).split(separator: "\n").map(String.init)
        // A linked container is listed with its aliases too.
        let own = lines.flatMap { $0.split(separator: ",").prefix(1).map(String.init) }.filter { $0.hasPrefix(prefix) }
        guard !own.isEmpty else { return }
        try await docker(command + own)
    }
}
