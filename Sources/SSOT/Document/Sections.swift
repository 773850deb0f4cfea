package import Domain

/// Who must sign a plan besides its author. Without this section nobody must.
package struct ApprovalSection: Sendable, Hashable {
    package static let defaultSigners = "infra/docker/allowed_signers"
    package static let defaultPlanTTLHours = 72

    /// The `allowed_signers` file, relative to the repository root unless absolute.
    package let signers: String
    /// How many people besides the author must approve; 1 where the section does not say.
    package let required: Int
    /// The same for a plan that loses data; at least `required`.
    package let requiredForDataLoss: Int
    package let authorMayApprove: Bool
    package let planTTLHours: Int
    package let position: SourcePosition
}

/// What is stored before a delete, so that it can be undone.
package struct BackupSection: Sendable, Hashable {
    package enum Containers: String, Sendable, CaseIterable { case config, none }

    package enum Content: String, Sendable, CaseIterable { case archive, none }

    package let containers: Containers
    package let volumes: Content
    /// Of those that no registry can give back.
    package let images: Content
    package let keepDays: Int

    package static let standard = BackupSection(
        containers: .config,
        volumes: .archive,
        images: .archive,
        keepDays: 30
    )
}

/// Which Engine the SSOT is for.
package struct DockerSection: Sendable, Hashable {
    /// The endpoint, as `docker -H` takes it.
    package let host: Located<String>?
    package let engineID: Located<String>?

    static let empty = DockerSection(host: nil, engineID: nil)
}

/// What a desktop's file notes about its Kubernetes; for information only.
package struct KubernetesSection: Sendable, Hashable {
    package let enabled: Bool?
    package let note: Located<String>?
}

/// Where audit lines go.
package struct LoggingSection: Sendable, Hashable {
    /// What a desktop's file says about its Supabase table. Nothing is sent there; the values are checked and kept.
    package struct Supabase: Sendable, Hashable {
        package let enabled: Bool
        package let project: Located<String>?
        package let schema: Located<String>?
        package let table: Located<String>?
    }

    package let auditLog: Located<String>?
    package let localFallback: Located<String>?
    /// The one log file of a desktop's SSOT.
    package let localFile: Located<String>?
    package let retentionDays: Int?
    package let supabase: Supabase?

    static let empty = LoggingSection(
        auditLog: nil,
        localFallback: nil,
        localFile: nil,
        retentionDays: nil,
        supabase: nil
    )
}

/// Where drift is announced. A webhook's URL is a secret: it prints as `<redacted>`.
package struct NotificationsSection: Sendable, Hashable {
    package enum Target: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
        case url(String)
        case environmentVariable(String)

        package var description: String {
            switch self {
            case .url: "<redacted>"
            case .environmentVariable(let name): name
            }
        }

        package var debugDescription: String { description }
    }

    package let mattermost: Target?
    package let slack: Target?
    package let webhook: Target?
}
