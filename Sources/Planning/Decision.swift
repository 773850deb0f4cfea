import Domain

/// Actions that were decided, and what was left out and why.
struct Decision {
    let actions: [Action]
    let omissions: [Omission]
    /// For an action's address, the later actions that a selection of it must include too.
    var companions: [Address: [Address]] = [:]

    static let nothing = Decision(actions: [], omissions: [])

    /// Two stacks may need one image; it is pulled once, also where only one of them was selected.
    func joined(_ other: Decision) -> Decision {
        let known = Set(actions.map(\.address))
        let all = actions + other.actions.filter { !known.contains($0.address) }
        let done = Set(all.map(\.address))
        return Decision(
            actions: all,
            omissions: (omissions + other.omissions).filter { omission in
                omission.code != .notSelected || !(omission.address.map(done.contains) ?? false)
            },
            companions: companions.merging(other.companions, uniquingKeysWith: +)
        )
    }

    /// Nothing of it, and told so.
    var unselected: Decision {
        let left = actions.map { Omission($0.address, .notSelected, "\($0.kind.rawValue) was not selected") }
        return Decision(actions: [], omissions: omissions + left)
    }

    /// Keeps what was asked for and everything that it needs; drops what needs something excluded.
    func selecting(_ selection: Selection) -> Decision {
        let byAddress = Dictionary(firstWins: actions.map { ($0.address, $0) })
        func needs(_ address: Address) -> Set<Address> { closure(of: address, in: byAddress) }
        let wanted = actions.filter { action in
            selection.wants(action)
                && !needs(action.address).contains { address in
                    selection.excludes(address, id: byAddress[address]?.precondition.objectID ?? "")
                }
        }
        let kept = wanted.reduce(into: Set<Address>()) { $0.formUnion(needs($1.address)) }
        let left = actions.filter { !kept.contains($0.address) }
        return Decision(
            actions: actions.filter { kept.contains($0.address) },
            omissions: omissions
                + left.map { Omission($0.address, .notSelected, "\($0.kind.rawValue) was not selected") }
        )
    }

    /// The action's address and, step by step, everything that must be done before it or along with it.
    private func closure(of address: Address, in actions: [Address: Action]) -> Set<Address> {
        var found: Set<Address> = [address]
        var open = [address]
        while let next = open.popLast() {
            let needed = (actions[next]?.dependsOn ?? []) + (companions[next] ?? [])
            open += needed.filter { found.insert($0).inserted }
        }
        return found
    }
}

/// What a plan cannot bring about, so that "complete" is never claimed falsely.
enum Completeness {
    /// `reported`: the omissions that the plan has already. A missing resource among them is not reported twice.
    static func omissions(_ classified: ClassifiedHost, after actions: [Action], reported: [Omission]) -> [Omission] {
        let settled = Set(actions.map(\.address)).union(reported.compactMap(\.address))
        let missing = classified.missing.filter { !settled.contains($0) }.map {
            Omission($0, .missing, "missing, and this plan does not create it")
        }
        return missing + unseen(classified.host.unseenVolumes)
    }

    private static func unseen(_ volumes: UnseenVolumes) -> [Omission] {
        let named = volumes.drivers.map { "the driver \($0)" } + (volumes.isUncertain ? ["some driver"] : [])
        return named.map {
            Omission(nil, .unseen, "the volumes of \($0) cannot be seen: the Engine could not list them")
        }
    }
}

extension ActionOrder {
    var omissions: [Omission] {
        blocked.map { action in
            let needed = action.dependsOn.map(\.description).joined(separator: ", ")
            return Omission(action.address, .waits, "waits for \(needed)")
        }
    }
}
