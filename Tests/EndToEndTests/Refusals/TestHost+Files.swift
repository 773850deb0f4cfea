import Foundation
import TestSupport

extension TestHost {
    /// Every file of the repository and its size, the state's included.
    func files() throws -> [String] {
        let root = URL(fileURLWithPath: workspace.root)
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try all.filter { !$0.hasPrefix(".git/") }.sorted().map { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: root.path + "/" + path)
            return "\(path) \(attributes[.size] ?? 0)"
        }
    }

    /// The plan files, as names in `plans/staging`.
    func planFiles() throws -> [String] {
        let folder = workspace.path("plans/staging")
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".plan.json") }
    }

    /// Runs a shell script at the repository's root.
    @discardableResult
    func inRoot(_ script: String) async throws -> String {
        try await Command.run("/bin/sh", ["-euc", "cd '\(workspace.root)'\n" + script])
    }

    /// Edits a plan file as text.
    func edit(_ plan: String, _ change: (String) -> String) throws {
        try workspace.write(change(try workspace.read(plan)), to: plan)
    }

    /// Signs a file with OpenSSH's own program, as the author unless another key is named.
    func sign(_ file: String, key: String = "state/keys/author", namespace: String = "reconcile-plan") async throws {
        try await inRoot("ssh-keygen -q -Y sign -n \(namespace) -f '\(key)' <'\(file)' >'\(file).sig' 2>/dev/null")
    }
}
