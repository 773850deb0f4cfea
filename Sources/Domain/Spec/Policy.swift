/// Everything that the SSOT and the host's guard file say about classes, limits and ages. A value: two equal policies
/// judge equally.
package struct Policy: Sendable, Hashable {
    package var environment: String
    /// The Compose projects of the SSOT's own stacks, after Compose's naming rules.
    package var projects: [String]
    package var allowed: AllowList
    /// Floor, guard file and SSOT, in this order.
    package private(set) var protection: [ProtectionRule]
    package var safeToDelete: [PatternRule]
    package var deleteImages: [PatternRule]
    package var ages: AgeThresholds
    package var adopted: [PatternRule]
    package var releases: [Release]
    package var limits: Limits
    package var findings: FindingPolicy
    /// What the stacks declare; without those whose files are not there or were not read.
    package var stacks: [StackNames]

    package init(
        environment: String,
        projects: [String],
        allowed: AllowList,
        protection: [ProtectionRule],
        safeToDelete: [PatternRule],
        deleteImages: [PatternRule],
        ages: AgeThresholds,
        adopted: [PatternRule],
        releases: [Release],
        limits: Limits,
        findings: FindingPolicy = .none,
        stacks: [StackNames] = []
    ) {
        self.environment = environment
        self.projects = projects
        self.allowed = allowed
        self.protection = protection
        self.safeToDelete = safeToDelete
        self.deleteImages = deleteImages
        self.ages = ages
        self.adopted = adopted
        self.releases = releases
        self.limits = limits
        self.findings = findings
        self.stacks = stacks
    }

    /// What judges a host that has no SSOT yet: the floor and the host's guard rules, and nothing that allows or deletes.
    package static func withoutSSOT(_ guardRules: [ProtectionRule]) -> Policy {
        Policy(
            environment: "",
            projects: [],
            allowed: AllowList(containers: [], images: [], volumes: [], networks: []),
            protection: ProtectionRule.floor + guardRules,
            safeToDelete: [],
            deleteImages: [],
            ages: AgeThresholds(),
            adopted: [],
            releases: [],
            limits: Limits()
        )
    }

    /// The same policy with more protection. There is no way to take protection away.
    package func adding(protection rules: [ProtectionRule]) -> Policy {
        var policy = self
        policy.protection += rules
        return policy
    }

    /// The same policy for the stacks that were read. `named`: the projects of others, whose files were not.
    package func reading(_ stacks: [DesiredStack], besides named: [String] = []) -> Policy {
        var policy = self
        policy.projects = stacks.map(\.project) + named
        policy.stacks = stacks.map { StackNames($0) }
        return policy
    }
}
