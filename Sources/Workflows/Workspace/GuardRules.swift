import Domain
import Files
import SSOT

/// The host's own protection rules: `/etc/reconcile/guard.yaml`, and what `--guard` adds.
enum GuardRules {
    static func read(_ options: Options, _ environment: Environment, hostGuard: Bool) throws -> [ProtectionRule] {
        let own = hostGuard ? try ownRules() : []
        let added = options.guardFiles.map { Paths.join(environment.workingDirectory, $0) }
        return try own + added.flatMap { try rules(try Project.read($0, limit: Project.ssotLimit), $0) }
    }

    /// Only a file that is not there means "no guard": one that cannot be read may protect anything.
    private static func ownRules() throws -> [ProtectionRule] {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileReading.read(Project.hostGuardFile, limit: Project.ssotLimit, followingLinks: true)
        } catch {
            if case .missing = error { return [] }
            throw Failure(error.exitCodeForReading, error.diagnostic(.guardFile))
        }
        return try rules(bytes, Project.hostGuardFile)
    }

    /// A guard file that cannot be understood protects nothing, so it stops everything.
    private static func rules(_ bytes: [UInt8], _ path: String) throws -> [ProtectionRule] {
        let reading = GuardFile.read(bytes, file: path)
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw Failure(.configuration, reading.diagnostics)
        }
        return reading.rules
    }
}
