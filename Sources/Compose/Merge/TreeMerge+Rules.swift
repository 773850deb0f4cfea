import Domain

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

    /// Pools of one subnet merge. Compose keeps a pool only where the later file names its subnet.
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
