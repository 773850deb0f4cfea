package import Domain

extension AuditReport {
    /// What the text says in its remarks, for programs: each finding with the address that it is about.
    package var findings: [Diagnostic] {
        incomplete + unknownRunning.map(stranger) + protectedByMemory.map(AuditReport.remembered)
    }

    private var incomplete: [Diagnostic] {
        classified.host.incomplete.map { resource in
            Diagnostic(
                .resourceIncomplete,
                .warning,
                "\(resource.address.printed) cannot be read: '\(resource.field)' is missing or of another type",
                fix: "Nothing is deleted while it may use anything; inspect it with docker.",
                address: resource.address
            )
        }
    }

    private func stranger(_ resource: ClassifiedResource) -> Diagnostic {
        Diagnostic(
            .unprotectedStrangers,
            .warning,
            "\(resource.address.printed) runs and nothing protects it",
            fix: "Write under protection_rules.keep_named_prefixes: \(yamlQuoted(resource.address.name))",
            address: resource.address
        )
    }

    private static func remembered(_ resource: ClassifiedResource) -> Diagnostic {
        Diagnostic(
            .protectedByMemoryOnly,
            .warning,
            "Only the ledger's memory protects \(resource.address.printed)",
            fix: "Write a rule for it, or a 'release' entry.",
            address: resource.address
        )
    }
}
