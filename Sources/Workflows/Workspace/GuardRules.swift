internal import Domain
internal import Files
internal import SSOT

/// The host's own protection rules: `/etc/reconcile/guard.yaml`, and what `--guard` adds.
enum GuardRules {
    static func read(_ options: Options, _ environment: Environment, hostGuard: Bool) throws -> [ProtectionRule] {
        let own =
            hostGuard && FileKind.of(Project.hostGuardFile, followingLinks: true) != nil ? [Project.hostGuardFile] : []
        let added = options.guardFiles.map { Paths.join(environment.workingDirectory, $0) }
        return try (own + added).flatMap(rules)
    }

    /// A guard file that cannot be understood protects nothing, so it stops everything.
    private static func rules(in path: String) throws -> [ProtectionRule] {
        let reading = GuardFile.read(try Project.read(path, limit: Project.ssotLimit), file: path)
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw Failure(.configuration, reading.diagnostics)
        }
        return reading.rules
    }
}
