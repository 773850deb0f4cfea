package import Domain

/// Everything that a plan depends on. Equal inputs give equal plans, byte for byte.
package struct PlanningInput: Sendable {
    package let host: ObservedHost
    package let policy: Policy
    package let memory: Memory
    package let ssot: Plan.PinnedFile
    package let stack: [Plan.PinnedFile]
    /// What the files of each stack want.
    package let desired: [DesiredStack]
    package let mode: Plan.Mode
    package let selection: Selection
    package let digestKeyID: String
    /// Whether secrets that cannot be compared here are taken for what the plan under review says of them.
    package let assumesSecrets: Bool

    package init(
        host: ObservedHost,
        policy: Policy,
        memory: Memory,
        ssot: Plan.PinnedFile,
        stack: [Plan.PinnedFile],
        desired: [DesiredStack] = [],
        mode: Plan.Mode,
        selection: Selection,
        digestKeyID: String,
        assumesSecrets: Bool = false
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
        self.assumesSecrets = assumesSecrets
    }
}

/// Which actions are asked for: by patterns (`--target`, `--exclude`), or by the addresses of another plan.
package struct Selection: Sendable, Hashable {
    package let targets: [ResourcePattern]
    package let exclusions: [ResourcePattern]
    /// Compose projects: of others nothing is planned, and nothing is cleaned up. Empty means all.
    private var projects: Set<String> = []
    private var addresses: Set<Address>?

    package static let everything = Selection(targets: [], exclusions: [])

    package init(targets: [ResourcePattern], exclusions: [ResourcePattern]) {
        self.targets = targets
        self.exclusions = exclusions
    }

    /// The same selection with services, untagged names and beginnings of IDs as the addresses that they stand for.
    package func resolved(by names: TypedNames) -> Selection {
        guard addresses == nil else { return self }
        var selection = Selection(targets: names.resolved(targets), exclusions: names.resolved(exclusions))
        selection.projects = projects
        return selection
    }

    /// The same selection within the stacks of these Compose projects; within all where there are none.
    package func within(_ projects: [String]) -> Selection {
        var selection = self
        selection.projects = Set(projects)
        return selection
    }

    /// Whether what brings this stack to its files is asked for; `nil` stands for what belongs to no stack.
    func includes(project: String?) -> Bool { projects.isEmpty || project.map(projects.contains) ?? false }

    /// Selects exactly these addresses, as planning again at the gate does.
    package static func only(_ addresses: Set<Address>) -> Selection {
        var selection = everything
        selection.addresses = addresses
        return selection
    }

    func wants(_ action: Action) -> Bool {
        if let addresses { return addresses.contains(action.address) }
        let id = action.precondition.objectID
        let isTargeted = targets.isEmpty || targets.contains { $0.fits(action.address, id: id) }
        return isTargeted && !excludes(action.address, id: id)
    }

    /// `id`: of the object that is there now; empty where there is none.
    func excludes(_ address: Address, id: String) -> Bool {
        exclusions.contains { $0.fits(address, id: id) }
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
