/// Everything that the SSOT and the host's guard file say about classes, limits and ages. A value: two equal policies
/// judge equally.
package struct Policy: Sendable, Hashable {
    package var environment: String
    /// The Compose project of the SSOT's own stack, after Compose's naming rules; `nil` without a stack.
    package var project: String?
    package var allowed: AllowList
    /// Floor, guard file and SSOT, in this order.
    package private(set) var protection: [ProtectionRule]
    package var safeToDelete: [PatternRule]
    package var deleteImages: [PatternRule]
    package var ages: AgeThresholds
    package var adopted: [PatternRule]
    package var releases: [Release]
    package var limits: Limits
    /// What the stack declares; `nil` where its files are not there or were not read.
    package var stack: StackNames?

    package init(
        environment: String,
        project: String?,
        allowed: AllowList,
        protection: [ProtectionRule],
        safeToDelete: [PatternRule],
        deleteImages: [PatternRule],
        ages: AgeThresholds,
        adopted: [PatternRule],
        releases: [Release],
        limits: Limits,
        stack: StackNames? = nil
    ) {
        self.environment = environment
        self.project = project
        self.allowed = allowed
        self.protection = protection
        self.safeToDelete = safeToDelete
        self.deleteImages = deleteImages
        self.ages = ages
        self.adopted = adopted
        self.releases = releases
        self.limits = limits
        self.stack = stack
    }

    /// What judges a host that has no SSOT yet: the floor and the host's guard rules, and nothing that allows or deletes.
    package static func withoutSSOT(_ guardRules: [ProtectionRule]) -> Policy {
        Policy(
            environment: "",
            project: nil,
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

    /// The same policy for the stack that was read.
    package func adding(stack: DesiredStack) -> Policy {
        var policy = self
        policy.project = stack.project
        policy.stack = StackNames(stack)
        return policy
    }
}
