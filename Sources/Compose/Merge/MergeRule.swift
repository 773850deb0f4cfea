import Domain

/// The keys whose two forms do not merge like any mapping or list.
enum MergeRule {
    /// `NAME=value` lists, whichever form each side has.
    case asSequence
    /// As a list, without the elements that are there already.
    case extraHosts
    /// The later one alone.
    case replaced
    case build
    /// A list of names is a mapping whose members wait for the start of the service.
    case dependencies
    /// A list of names is a mapping with nothing in its members.
    case names
    /// Options of two drivers do not mix.
    case logging
    case addressPools

    static func of(_ path: TreePath) -> MergeRule? {
        rules.first { path.matches($0.pattern) }?.rule
    }

    private static let rules: [(pattern: TreePath, rule: MergeRule)] =
        service.map { (TreePath("services.*." + $0), $1) } + [
            (TreePath("networks.*.ipam.config"), .addressPools), (TreePath("networks.*.labels"), .asSequence),
            (TreePath("volumes.*.labels"), .asSequence),
        ]

    private static let service: [(String, MergeRule)] = [
        ("annotations", .asSequence), ("build", .build), ("build.args", .asSequence),
        ("build.additional_contexts", .asSequence), ("build.extra_hosts", .extraHosts),
        ("build.labels", .asSequence), ("command", .replaced), ("depends_on", .dependencies),
        ("deploy.labels", .asSequence), ("dns", .asSequence), ("dns_opt", .asSequence),
        ("dns_search", .asSequence), ("entrypoint", .replaced), ("env_file", .asSequence),
        ("label_file", .asSequence), ("environment", .asSequence), ("extra_hosts", .extraHosts),
        ("healthcheck.test", .replaced), ("labels", .asSequence), ("logging", .logging), ("models", .names),
        ("networks", .names), ("sysctls", .asSequence), ("tmpfs", .asSequence), ("ulimits.*", .replaced),
    ]
}
