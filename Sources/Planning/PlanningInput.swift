package import Domain

/// Everything that a plan depends on. Equal inputs give equal plans, byte for byte.
package struct PlanningInput: Sendable {
    package let host: ObservedHost
    package let policy: Policy
    package let memory: Memory
    package let ssot: Plan.PinnedFile
    package let stack: [Plan.PinnedFile]
    /// What the stack's files want; `nil` where there is no stack to plan.
    package let desired: DesiredStack?
    package let mode: Plan.Mode
    package let selection: Selection
    package let digestKeyID: String

    package init(
        host: ObservedHost,
        policy: Policy,
        memory: Memory,
        ssot: Plan.PinnedFile,
        stack: [Plan.PinnedFile],
        desired: DesiredStack? = nil,
        mode: Plan.Mode,
        selection: Selection,
        digestKeyID: String
    ) {
        self.host = host
        self.policy = policy
        self.memory = memory
        self.ssot = ssot
        self.stack = stack
        self.desired = desired
        self.mode = mode
        self.selection = selection
        self.digestKeyID = digestKeyID
    }
}

/// Which actions are asked for: by globs on addresses (`--target`, `--exclude`), or by the addresses of another plan.
package struct Selection: Sendable, Hashable {
    package let targets: [Glob]
    package let exclusions: [Glob]
    private var addresses: Set<Address>?

    package static let everything = Selection(targets: [], exclusions: [])

    package init(targets: [Glob], exclusions: [Glob]) {
        self.targets = targets
        self.exclusions = exclusions
    }

    /// Selects exactly these addresses, as planning again at the gate does.
    package static func only(_ addresses: Set<Address>) -> Selection {
        var selection = everything
        selection.addresses = addresses
        return selection
    }

    func wants(_ address: Address) -> Bool {
        if let addresses { return addresses.contains(address) }
        let text = address.description
        let isTargeted = targets.isEmpty || targets.contains { $0.matches(text) }
        return isTargeted && !exclusions.contains { $0.matches(text) }
    }

    /// The patterns that match none of these addresses, probably misspelt.
    package func idle(among addresses: [Address]) -> [Glob] {
        let texts = addresses.map(\.description)
        return (targets + exclusions).filter { glob in !texts.contains(where: glob.matches) }
    }

    func excludes(_ address: Address) -> Bool {
        exclusions.contains { $0.matches(address.description) }
    }
}

/// A plan, what it was decided from, and what forbids writing it.
package struct PlanningResult: Sendable {
    package let plan: Plan
    package let classified: ClassifiedHost
    /// Reasons why no plan file may be written: a limit, a suspected wrong host, a contradiction. Empty for a good
    /// plan.
    package let violations: [Diagnostic]

    package init(plan: Plan, classified: ClassifiedHost, violations: [Diagnostic]) {
        self.plan = plan
        self.classified = classified
        self.violations = violations
    }
}
