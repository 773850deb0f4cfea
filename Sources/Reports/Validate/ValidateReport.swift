package import Domain

/// What `validate` says of an SSOT; the faults themselves are diagnostics beside it.
package struct ValidateReport: Sendable {
    package let file: String
    /// `sha256:<hex>` of the file's bytes; `nil` where it could not be read.
    package let sha256: String?
    /// `nil` where the file has errors.
    package let policy: Policy?
    package let healthChecks: Int
    package let errors: Int
    package let warnings: Int

    package init(file: String, sha256: String?, policy: Policy?, healthChecks: Int, diagnostics: [Diagnostic]) {
        self.file = file
        self.sha256 = sha256
        self.policy = policy
        self.healthChecks = healthChecks
        errors = diagnostics.count { $0.severity == .error }
        warnings = diagnostics.count { $0.severity == .warning }
    }

    package var summary: String {
        let path = escapedForTerminal(file)
        if errors > 0 { return "\(path): \(counted(errors, "error")), \(counted(warnings, "warning"))." }
        return warnings == 0 ? "\(path) is valid." : "\(path) is valid, with \(counted(warnings, "warning"))."
    }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "file": .string(file),
            "sha256": .optional(sha256),
            "counts": .object(
                [JSON.Member("errors", .number(errors)), JSON.Member("warnings", .number(warnings))]
                    + contents.map { JSON.Member($0.key, .number($0.number)) }
            ),
        ]
    }

    package func text(_ styling: Styling) -> String {
        let listed = contents.map { counted($0.number, $0.word) }.joined(separator: ", ")
        let lines = contents.isEmpty ? [] : wrapped("\(listed.capitalisedFirst).", width: styling.width)
        return (wrapped(summary, width: styling.width) + lines).joinedLines
    }

    private var contents: [(key: String, word: String, number: Int)] {
        guard let policy else { return [] }
        return [
            ("containers", "container", policy.allowed.containers.count),
            ("images", "image", policy.allowed.images.count),
            ("volumes", "volume", policy.allowed.volumes.count),
            ("networks", "network", policy.allowed.networks.count),
            ("protection_rules", "protection rule", policy.protection.count),
            ("safe_patterns", "safe pattern", policy.safeToDelete.count + policy.deleteImages.count),
            ("healthchecks", "health check", healthChecks),
        ]
    }
}
