internal import Domain
internal import Files
internal import Inventory

/// Reads what `observe` wrote.
enum SnapshotReading {
    static let sizeLimit = 256 << 20

    static func read(_ name: String, _ environment: Environment) throws -> Snapshot {
        let bytes = try Project.read(Paths.join(environment.workingDirectory, name), limit: sizeLimit)
        do {
            return try SnapshotFile.read(bytes)
        } catch {
            throw Failure(
                .invalidInput,
                Diagnostic(
                    .fileUnreadable,
                    "\(name) is no snapshot: \(error)",
                    fix: "Make one with 'reconcile observe'."
                )
            )
        }
    }
}
