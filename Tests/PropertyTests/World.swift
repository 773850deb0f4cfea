import Domain

/// One random case: what was observed, and what judges it.
struct World {
    let seed: UInt64
    let host: ObservedHost
    let policy: Policy
    let memory: Memory
    /// What the policy's stack names come from.
    let stack: DesiredStack?
}

extension World {
    /// The world of a seed: 5 to 25 objects whose names hit every rule.
    static func random(_ seed: UInt64) -> World {
        var maker = WorldMaker(seed: seed)
        return maker.world()
    }

    func with(host: ObservedHost? = nil, policy: Policy? = nil, memory: Memory? = nil) -> World {
        World(
            seed: seed,
            host: host ?? self.host,
            policy: policy ?? self.policy,
            memory: memory ?? self.memory,
            stack: stack
        )
    }
}
