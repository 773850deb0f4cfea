package import Domain

/// A valid SSOT. It exists only where reading found no error.
package struct SSOTDocument: Sendable, Hashable {
    /// The path as messages print it.
    package let file: String
    /// `docker_staging_ssot`.
    package let rootKey: Located<String>
    /// The value of `env`, else the middle of the root key.
    package let environment: Located<String>
    package let host: Located<String>?
    package let owner: Located<String>?
    package let purpose: Located<String>?
    package let docker: DockerSection
    /// `nil` where no section names a stack.
    package let stack: StackSection?
    package let allowed: AllowList
    /// Where the tags of `allowed.images` stand, entry by entry.
    let imageTagPositions: [SourcePosition]
    /// The SSOT's own protection rules, without the floor.
    package let protection: [ProtectionRule]
    package let safeToDelete: [PatternRule]
    package let deleteImages: [PatternRule]
    package let ages: AgeThresholds
    package let logging: LoggingSection
    package let healthChecks: [HealthCheck]
    package let approval: ApprovalSection?
    package let limits: Limits
    package let backup: BackupSection
    package let adopted: [PatternRule]
    package let releases: [Release]
    package let notifications: NotificationsSection?
    package let kubernetes: KubernetesSection?
}
