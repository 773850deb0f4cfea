/// The keys of every mapping of the SSOT by the mapping's place, as the JSON Schema must list them and as hints use
/// them.
struct KeyTable: Equatable {
    /// Dotted from below the root key: `cleanup_policy`, `allowed_images[]`, `healthchecks.*`; empty for the root.
    let path: String
    let keys: [String]

    static let all: [KeyTable] = [
        table("", RootKey.self),
        table("odoo_*", OwnersStackKey.self),
        table("stack", StackKey.self),
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
