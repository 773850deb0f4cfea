import Foundation

/// The real Engine that the tests run against, and the objects that one test makes on it.
package struct TestEngine: Sendable {
    /// The variable that names the Engine's socket, `unix:///…`.
    package static let variable = "RECONCILE_TEST_DOCKER_HOST"
    /// The variable that names a second Engine, for what must not be mixed up.
    package static let secondVariable = "RECONCILE_TEST_DOCKER_HOST_2"
    /// The variable that names an Engine of API 1.48 or newer that keeps images in containerd.
    package static let modernVariable = "RECONCILE_TEST_MODERN_DOCKER_HOST"

    /// Whether there is an Engine for the tests that only a newer one than the machine's can run.
    package static var hasModern: Bool { ProcessInfo.processInfo.environment[modernVariable] != nil }

    package struct Missing: Error, CustomStringConvertible {
        package let variable: String

        package var description: String {
            "\(variable) is not set. These tests need a private Docker Engine: start one with "
                + "`infra/bin/engine start DIR`, and set \(variable) to its unix:// address."
        }
    }

    /// `unix:///…`.
    package let host: String
    /// What the name of everything that this test makes begins with.
    package let prefix: String

    package var socketPath: String { String(host.dropFirst("unix://".count)) }

    /// Gives a test its own corner of the Engine, and removes exactly what bears its prefix when the test is over.
    package static func with<Value>(_ body: (TestEngine) async throws -> Value) async throws -> Value {
        let host = try configuredHost()
        let turn = try await EngineTurn(host: host, alone: false)
        defer { turn.end() }
        let engine = TestEngine(host: host, prefix: "t\(UniqueName.make())")
        do {
            let value = try await body(engine)
            try await engine.removeEverything()
            return value
        } catch {
            try await engine.removeEverything()
            throw error
        }
    }

    /// The Engine's socket, from the environment.
    static func configuredHost(_ variable: String = TestEngine.variable) throws -> String {
        let host = ProcessInfo.processInfo.environment[variable] ?? ""
        guard host.hasPrefix("unix:///") else { throw Missing(variable: variable) }
        return host
    }

    /// The name of an object of this test.
    package func name(_ suffix: String) -> String { "\(prefix)-\(suffix)" }

    /// Runs docker's own command line against this Engine.
    @discardableResult
    package func docker(_ arguments: String...) async throws -> String { try await docker(arguments) }

    @discardableResult
    package func docker(_ arguments: [String]) async throws -> String {
        let environment = ["DOCKER_HOST": host, "DOCKER_CONTEXT": ""]
        return try await Command.run("/usr/bin/env", ["docker"] + arguments, environment: environment)
    }

    /// Makes an image of busybox without a registry, and gives its reference.
    package func importImage(_ suffix: String = "image:1", changes: [String] = []) async throws -> String {
        let reference = name(suffix)
        let flags = changes.map { "--change '\($0)'" }.joined(separator: " ")
        let script = """
            set -e
            root=$(mktemp -d)
            mkdir -p "$root/bin"
            cp /bin/busybox "$root/bin/busybox"
            for applet in sh sleep true false; do ln -s busybox "$root/bin/$applet"; done
            tar -C "$root" -c . | docker import \(flags) - \(reference)
            rm -r "$root"
            """
        try await Command.run("/bin/sh", ["-c", script], environment: ["DOCKER_HOST": host, "DOCKER_CONTEXT": ""])
        return reference
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
