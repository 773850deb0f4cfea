/// The keys of one mapping. The enums below are the only list of keys: the readers index by them, and the published
/// JSON Schema is compared with them.
protocol SectionKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// Below `docker_<env>_ssot`; beside these, the `odoo_<anything>` sections.
enum RootKey: String, SectionKey {
    case env, host, owner, purpose, docker, stack, stacks, networks, logging, healthchecks, approval, limits,
        backup, adopt
    case release, notifications, kubernetes, policy
    case allowedContainers = "allowed_containers"
    case allowedImages = "allowed_images"
    case allowedVolumes = "allowed_volumes"
    case protectionRules = "protection_rules"
    case cleanupPolicy = "cleanup_policy"
}

/// A stack: the owners' keys and ours. Without `name` a section is called after its key; an entry of `stacks` has one.
enum StackKey: String, SectionKey {
    case name, project, compose, profiles
    case envFiles = "env_files"
    case repoRoot = "repo_root"
    case workingDirectory = "working_directory"
    case sandboxPath = "sandbox_path"
    case sourceOfTruth = "source_of_truth"
    case httpURL = "http_url"
}

enum DockerKey: String, SectionKey {
    case host
    case engineID = "engine_id"
}

enum ContainerKey: String, SectionKey {
    case name, role, description
}

enum ImageKey: String, SectionKey {
    case repo, tag, description
}

enum ProtectionKey: String, SectionKey {
    case keepNamedPrefixes = "keep_named_prefixes"
    case deleteUnnamedOlderThanDays = "delete_unnamed_older_than_days"
    case safeToDeletePatterns = "safe_to_delete_patterns"
}

enum CleanupKey: String, SectionKey {
    case maxUnusedImageAgeDays = "max_unused_image_age_days"
    case maxUnusedVolumeAgeDays = "max_unused_volume_age_days"
    case longestGapDays = "longest_gap_days"
    case protectContainersMatching = "protect_containers_matching"
    case protectImagesMatching = "protect_images_matching"
    case protectTags = "protect_tags"
    case deleteImagesMatching = "delete_images_matching"
    case anonymousVolumesOfDeleted = "anonymous_volumes_of_deleted"
}

enum LoggingKey: String, SectionKey {
    case supabase
    case auditLog = "audit_log"
    case localFallback = "local_fallback"
    case localFile = "local_file"
    case retentionDays = "retention_days"
}

enum SupabaseKey: String, SectionKey {
    case enabled, project, schema, table
}

enum HealthCheckKey: String, SectionKey {
    case url, command, container
    case expectedStatus = "expected_status"
    case expectedExitCode = "expected_exit_code"
    case timeoutSeconds = "timeout_seconds"
}

enum ApprovalKey: String, SectionKey {
    case signers, required
    case requiredForDataLoss = "required_for_data_loss"
    case authorMayApprove = "author_may_approve"
    case planTTLHours = "plan_ttl_hours"
}

enum LimitsKey: String, SectionKey {
    case maxDeletes = "max_deletes"
    case maxDeletePercent = "max_delete_percent"
}

enum BackupKey: String, SectionKey {
    case containers, volumes, images
    case keepDays = "keep_days"
}

enum ReleaseKey: String, SectionKey {
    case address, reason, until
}

enum PolicyKey: String, SectionKey {
    case deny, allow
}

enum PolicyExceptionKey: String, SectionKey {
    case finding, address, reason
}

enum NotificationsKey: String, SectionKey {
    case mattermost, slack, webhook
}

enum KubernetesKey: String, SectionKey {
    case enabled, note
}

/// The host's guard file, at its top level.
enum GuardKey: String, SectionKey {
    case keepNamedPrefixes = "keep_named_prefixes"
    case protectContainersMatching = "protect_containers_matching"
    case protectImagesMatching = "protect_images_matching"
    case protectVolumesMatching = "protect_volumes_matching"
    case protectNetworksMatching = "protect_networks_matching"
    case protectTags = "protect_tags"
}

/// The keys of every mapping of the SSOT by the mapping's place, as the JSON Schema must list them and as hints use
/// them.
struct KeyTable: Equatable {
    /// Dotted from below the root key: `cleanup_policy`, `allowed_images[]`, `healthchecks.*`; empty for the root.
    let path: String
    let keys: [String]

    static let all: [KeyTable] = [
        table("", RootKey.self),
        table("odoo_*", StackKey.self),
        table("stack", StackKey.self),
        table("stacks[]", StackKey.self),
        table("docker", DockerKey.self),
        table("allowed_containers[]", ContainerKey.self),
        table("allowed_images[]", ImageKey.self),
        table("protection_rules", ProtectionKey.self),
        table("cleanup_policy", CleanupKey.self),
        table("logging", LoggingKey.self),
        table("logging.supabase", SupabaseKey.self),
        table("healthchecks.*", HealthCheckKey.self),
        table("approval", ApprovalKey.self),
        table("limits", LimitsKey.self),
        table("backup", BackupKey.self),
        table("release[]", ReleaseKey.self),
        table("policy", PolicyKey.self),
        table("policy.allow[]", PolicyExceptionKey.self),
        table("notifications", NotificationsKey.self),
        table("kubernetes", KubernetesKey.self),
    ]

    /// Where else a misplaced key belongs; `nil` where no mapping knows it.
    static func home(of key: String) -> String? {
        all.first { !$0.path.isEmpty && $0.keys.contains(key) }?.path ?? (all[0].keys.contains(key) ? "" : nil)
    }

    private static func table<Key: SectionKey>(_ path: String, _ keys: Key.Type) -> KeyTable {
        KeyTable(path: path, keys: keys.allCases.map(\.rawValue).sorted())
    }
}
