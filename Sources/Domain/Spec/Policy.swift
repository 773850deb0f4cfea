/// Everything that the SSOT and the host's guard file say about classes, limits and ages. A value: two equal policies
/// judge equally.
package struct Policy: Sendable, Hashable {
    package let environment: String
    /// The Compose project of the SSOT's own stack, after Compose's naming rules; `nil` without a stack.
    package let project: String?
    package let allowed: AllowList
    /// Floor, guard file and SSOT, in this order.
    package let protection: [ProtectionRule]
    package let safeToDelete: [PatternRule]
    package let deleteImages: [PatternRule]
    package let ages: AgeThresholds
    package let adopted: [PatternRule]
    package let releases: [Release]
    package let limits: Limits
    /// What the stack declares; `nil` where its files are not there or were not read.
    package let stack: StackNames?

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

    /// The same policy with more protection. There is no way to take protection away.
    package func adding(protection rules: [ProtectionRule]) -> Policy {
        with(protection: protection + rules, project: project, stack: stack)
    }

    /// The same policy for the stack that was read.
    package func adding(stack: DesiredStack) -> Policy {
        with(protection: protection, project: stack.project, stack: StackNames(stack))
    }

    private func with(protection: [ProtectionRule], project: String?, stack: StackNames?) -> Policy {
        Policy(
            environment: environment,
            project: project,
            allowed: allowed,
            protection: protection,
            safeToDelete: safeToDelete,
            deleteImages: deleteImages,
            ages: ages,
            adopted: adopted,
            releases: releases,
            limits: limits,
            stack: stack
        )
    }
}
