package import Domain

extension SSOTDocument {
    /// What classification and planning judge by: the floor, the host's guard rules and this file, in this order.
    ///
    /// `project` serves where the file itself does not tell the Compose project, because only the caller knows the name
    /// of the repository's directory.
    package func policy(guardRules: [ProtectionRule], project: String? = nil) -> Policy {
        Policy(
            environment: environment.value,
            project: stack?.projectName ?? project,
            allowed: allowed,
            protection: ProtectionRule.floor + guardRules + protection,
            safeToDelete: safeToDelete,
            deleteImages: deleteImages,
            ages: ages,
            adopted: adopted,
            releases: releases,
            limits: limits
        )
    }
}
