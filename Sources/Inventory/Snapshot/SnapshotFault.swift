/// Why bytes are no snapshot: where, and what. It quotes no value.
package struct SnapshotFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// `host.containers[3].state`; empty for the whole file.
    package let path: String
    package let problem: String

    package init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
