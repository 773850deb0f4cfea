import Foundation

/// A git repository in a folder of its own, and the real program to run in it.
package struct Workspace: Sendable {
    package struct MissingProgram: Error, CustomStringConvertible {
        package var description: String {
            "There is no program to test at \(Workspace.binary). Build it with `swift build --product reconcile`, or set "
                + "RECONCILE_BINARY to its path."
        }
    }

    /// The repository's root, without links in its path.
    package let root: String
    /// What every run of the program gets, and nothing else of the test's own environment.
    package let environment: [String: String]

    /// Makes a repository, and removes it when the test is over. `ssot` is the text of the file at ``ssotPath``, and
    /// `host` the Engine's endpoint for `DOCKER_HOST`; `nil` leaves the file out or the variable unset.
    package static func with<Value>(
        ssot: String?,
        host: String?,
        _ body: (Workspace) async throws -> Value
    ) async throws -> Value {
        guard FileManager.default.isExecutableFile(atPath: binary) else { throw MissingProgram() }
        return try await withoutProgram(ssot: ssot, host: host, body)
    }

    /// The same for a test that calls the use cases itself.
    package static func withoutProgram<Value>(
        ssot: String?,
        host: String?,
        _ body: (Workspace) async throws -> Value
    ) async throws -> Value {
        let workspace = try await make(ssot: ssot, host: host)
        defer { workspace.remove() }
        return try await body(workspace)
    }

    private static func make(ssot: String?, host: String?) async throws -> Workspace {
        let root = "/tmp/reconcile-e2e-\(UniqueName.make())"
        try FileManager.default.createDirectory(atPath: root + "/home", withIntermediateDirectories: true)
        var environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": root + "/home",
            "USER": "tester", "LANG": "C.UTF-8", "COLUMNS": "80",
        ]
        environment["DOCKER_HOST"] = host
        let workspace = Workspace(root: root, environment: environment)
        try await workspace.git("init", "-q", "-b", "main")
        if let ssot { try workspace.write(ssot, to: Workspace.ssotPath) }
        return workspace
    }

    package static let ssotPath = "infra/docker/DOCKER_STAGING_SSOT.yaml"

    package func path(_ relative: String) -> String { root + "/" + relative }

    /// Writes a file and the folders above it.
    package func write(_ text: String, to relative: String) throws { try write(Array(text.utf8), to: relative) }

    package func write(_ bytes: [UInt8], to relative: String) throws {
        let file = URL(fileURLWithPath: path(relative))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }

    package func read(_ relative: String) throws -> String {
        String(decoding: try bytes(of: relative), as: UTF8.self)
    }

    package func bytes(of relative: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
    }

    @discardableResult
    package func git(_ arguments: String...) async throws -> String {
        let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
        return try await Command.run("/usr/bin/env", ["git", "-C", root] + identity + arguments)
    }

    /// Runs the program at the root, or in `directory`, with the arguments that follow its name on the command line.
    /// `changes` are variables beside ``environment``; `nil` takes one away.
    package func reconcile(
        _ arguments: String...,
        environment changes: [String: String?] = [:],
        directory: String? = nil
    ) async throws -> Outcome {
        try await reconcile(arguments, environment: changes, directory: directory)
    }

    package func reconcile(
        _ arguments: [String],
        environment changes: [String: String?] = [:],
        directory: String? = nil
    ) async throws -> Outcome {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return try await Outcome.run(
            Workspace.binary,
            arguments,
            environment: environment,
            directory: directory ?? root
        )
    }

    /// The program under test: `RECONCILE_BINARY`, else what `swift build` made in this package.
    package static var binary: String {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        return ProcessInfo.processInfo.environment["RECONCILE_BINARY"]
            ?? package.appendingPathComponent(".build/debug/reconcile").standardizedFileURL.path
    }

    private func remove() {
        do {
            try FileManager.default.removeItem(atPath: root)
        } catch {
            FileHandle.standardError.write(Data("cannot remove \(root): \(error)\n".utf8))
        }
    }
}
