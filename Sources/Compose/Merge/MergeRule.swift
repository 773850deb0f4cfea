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
    /// `depends_on`: a list of names becomes a mapping with the condition `service_started` for each.
    case dependencies
    /// A list of names becomes a mapping whose members are empty.
    case names
    /// `logging`: where the later file names another driver, the earlier driver's options are dropped.
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

extension TreeMerge {
    mutating func merge(
        _ base: ComposeValue,
        _ over: ComposeValue,
        by rule: MergeRule,
        at path: TreePath
    ) -> ComposeValue {
        switch rule {
        case .replaced: return over
        case .asSequence: return ComposeValue(.sequence(base.asSequence + over.asSequence), at: over.position)
        case .extraHosts:
            let kept = base.asSequence
            let added = over.asSequence.filter { new in !kept.contains { $0.kind == new.kind } }
            return ComposeValue(.sequence(kept + added), at: over.position)
        case .build: return mergeAsMappings(base.asMember("context"), over.asMember("context"), at: path)
        case .dependencies:
            return mergeAsMappings(base.asMapping(.started), over.asMapping(.started), at: path)
        case .names: return mergeAsMappings(base.asMapping(.nothing), over.asMapping(.nothing), at: path)
        case .logging:
            let (driver, other) = (base["driver"]?.kind, over["driver"]?.kind)
            guard let driver, let other, driver != other else { return mergeAsMappings(base, over, at: path) }
            return over
        case .addressPools: return mergePools(base, over, at: path)
        }
    }

    private mutating func mergeAsMappings(
        _ base: ComposeValue,
        _ over: ComposeValue,
        at path: TreePath
    ) -> ComposeValue {
        if over.isNull { return base }
        if base.isNull { return over }
        guard base.isMapping, over.isMapping else {
            reportShapes(base, over, at: path)
            return base
        }
        return mergeMappings(base, over, at: path)
    }

    /// IPAM pools with the same subnet are merged. As in Compose, a pool of the earlier file is kept only where the
    /// later file names its subnet too.
    private mutating func mergePools(_ base: ComposeValue, _ over: ComposeValue, at path: TreePath) -> ComposeValue {
        guard base.isSequence, over.isSequence else {
            reportShapes(base, over, at: path)
            return over
        }
        var pools: [ComposeValue] = []
        func place(of pool: ComposeValue) -> Int? {
            pools.firstIndex { $0["subnet"]?.kind == pool["subnet"]?.kind }
        }
        for original in base.elements {
            var merged = original
            for other in over.elements {
                if other["subnet"]?.kind != merged["subnet"]?.kind, place(of: other) == nil {
                    pools.append(other)
                    continue
                }
                merged = mergeMappings(merged, other, at: path)
                if let known = place(of: merged) { pools[known] = merged } else { pools.append(merged) }
            }
        }
        return ComposeValue(.sequence(pools), at: over.position)
    }
}
