/// The types that some keys have, so that a variable's text can stand there: `replicas: ${COUNT}`.
enum ValueCast: Sendable {
    case integer
    case decimal
    case bool

    /// `nil` where the text is no such value.
    func cast(_ text: String) -> ComposeValue.Kind? {
        switch self {
        case .integer: Int64(text).map { .integer($0) }
        case .decimal: GoNumber.float(text).map { .decimal($0) }
        case .bool: ValueCast.bool(text).map { .bool($0) }
        }
    }

    private static func bool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "y", "yes", "on": true
        case "false", "n", "no", "off": false
        default: nil
        }
    }

    /// How a message names the type.
    var name: String {
        switch self {
        case .integer: "a whole number"
        case .decimal: "a number"
        case .bool: "true or false"
        }
    }

    /// The keys of a Compose file that are cast.
    static let ofCompose: [(pattern: TreePath, cast: ValueCast)] =
        serviceKeys.map { (TreePath("services.*." + $0), $1) } + resourceKeys.map { (TreePath($0), .bool) }

    private static let serviceKeys: [(String, ValueCast)] = [
        ("cpu_count", .integer), ("cpu_percent", .decimal), ("cpu_period", .integer), ("cpu_quota", .integer),
        ("cpu_rt_period", .integer), ("cpu_rt_runtime", .integer), ("cpus", .decimal), ("cpu_shares", .integer),
        ("init", .bool), ("depends_on.*.required", .bool), ("depends_on.*.restart", .bool),
        ("deploy.replicas", .integer), ("deploy.update_config.parallelism", .integer),
        ("deploy.update_config.max_failure_ratio", .decimal), ("deploy.rollback_config.parallelism", .integer),
        ("deploy.rollback_config.max_failure_ratio", .decimal), ("deploy.restart_policy.max_attempts", .integer),
        ("deploy.placement.max_replicas_per_node", .integer), ("healthcheck.retries", .integer),
        ("healthcheck.disable", .bool), ("oom_kill_disable", .bool), ("oom_score_adj", .integer),
        ("pids_limit", .integer), ("ports.[].target", .integer), ("privileged", .bool), ("read_only", .bool),
        ("scale", .integer), ("stdin_open", .bool), ("tty", .bool), ("ulimits.*", .integer),
        ("ulimits.*.hard", .integer), ("ulimits.*.soft", .integer), ("volumes.[].read_only", .bool),
        ("volumes.[].volume.nocopy", .bool),
    ]

    private static let resourceKeys = [
        "networks.*.external", "networks.*.internal", "networks.*.attachable", "networks.*.enable_ipv4",
        "networks.*.enable_ipv6", "volumes.*.external", "secrets.*.external", "configs.*.external",
    ]
}
