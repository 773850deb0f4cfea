import Domain

/// What every container of the stack needs, including what follows from changes of the containers that it depends on.
struct ChangePropagation {
    private let host: StackView
    private let faults: CreationBlockers
    private let alone: [String: ContainerChange]

    init(host: StackView) {
        self.host = host
        faults = CreationBlockers(host: host)
        let judgement = ContainerDecision(host: host)
        let needs = host.desired.containers.map { ($0.name, judgement.need(of: $0)) }
        alone = Dictionary(firstWins: needs)
    }

    /// The needs by container name. A container that is blocked must not cause changes of others, so each round
    /// computes all needs again with the newly blocked ones held back. Each round blocks at least one more, so this
    /// ends.
    var settled: [String: ContainerChange] {
        var heldBack: [String: ContainerChange] = [:]
        while true {
            let needs = spread(alone.merging(heldBack) { _, held in held })
            let more = host.desired.containers.compactMap { wanted in
                heldBack[wanted.name] == nil ? reason(toHoldBack: wanted, needs).map { (wanted.name, $0) } : nil
            }
            guard !more.isEmpty else { return needs }
            heldBack.merge(more.map { ($0.0, .blocked($0.1)) }) { first, _ in first }
        }
    }

    private func reason(toHoldBack wanted: DesiredContainer, _ needs: [String: ContainerChange]) -> String? {
        let wasBlocked = alone[wanted.name]?.isBlocked ?? false
        return wasBlocked ? nil : needs[wanted.name]?.blockedReason ?? abandoned(by: wanted, needs)
    }

    /// Applies consequences until there are none. Each round only makes more containers new, restarted or blocked, so
    /// this ends.
    private func spread(_ needs: [String: ContainerChange]) -> [String: ContainerChange] {
        var needs = needs
        while true {
            let changed = host.desired.containers.compactMap { wanted in
                following(wanted, needs).map { (wanted.name, $0) }
            }
            guard !changed.isEmpty else { return needs }
            needs.merge(changed) { _, new in new }
        }
    }

    /// The need that the needs of other containers impose on this one; `nil` where it stays as it is.
    private func following(_ wanted: DesiredContainer, _ needs: [String: ContainerChange]) -> ContainerChange? {
        guard let own = needs[wanted.name], !own.isBlocked else { return nil }
        if let missing = missingDependency(of: wanted, own, needs) { return .blocked(missing) }
        guard !own.makesAnew, let container = own.observed ?? host.standing(wanted.name), isOurs(container) else {
            return nil
        }
        if let owner = wanted.sharesWith.first(where: { needs[$0]?.makesAnew ?? false }) {
            return remade(wanted, container, own, after: owner)
        }
        guard isRestarted(wanted, needs), container.state.isAlive, host.canJoin(container) else { return nil }
        return restarted(own, container)
    }

    private func remade(
        _ wanted: DesiredContainer,
        _ container: ObservedContainer,
        _ own: ContainerChange,
        after owner: String
    ) -> ContainerChange {
        let hasItsName = container.names.contains { $0.hasSameBytes(as: wanted.name) }
        guard hasItsName || host.setAside(of: wanted.name).contains(where: { $0.id == container.id }) else {
            return .blocked("\(Address(.container, owner)), whose namespaces or volumes it shares, is to be made anew")
        }
        let fault = faults.fault(making: wanted, insteadOf: container)
        return fault.map(ContainerChange.blocked) ?? .replace(container, own.changes, .dependencyReplaced)
    }

    private func restarted(_ own: ContainerChange, _ container: ObservedContainer) -> ContainerChange? {
        switch own {
        case .nothing: faults.stopping(container).map(ContainerChange.blocked) ?? .restart(container)
        case .update(_, let changes, false) where !own.starts:
            faults.stopping(container).map(ContainerChange.blocked) ?? .update(container, changes, restarts: true)
        case .create, .start, .update, .replace, .restart, .restore, .blocked: nil
        }
    }

    /// Whether it must be restarted: `depends_on` with `restart: true` asks for it, or a shared namespace begins anew.
    private func isRestarted(_ wanted: DesiredContainer, _ needs: [String: ContainerChange]) -> Bool {
        wanted.dependencies.contains { $0.restarts && needs[$0.container]?.isReplaced ?? false }
            || wanted.namespaceOwners.contains { needs[$0]?.beginsAnew ?? false }
    }

    /// Why a container cannot be started: a required dependency neither runs nor is planned to.
    private func missingDependency(
        of wanted: DesiredContainer,
        _ own: ContainerChange,
        _ needs: [String: ContainerChange]
    ) -> String? {
        guard own.starts else { return nil }
        if let fault = faults.networks(wanted, own.observed) { return fault }
        let names = wanted.dependencies.filter(\.isRequired).map(\.container) + wanted.sharesWith
        return names.first { !host.runs($0, after: needs[$0]) }.map {
            "it needs \(Address(.container, $0)), which is not running and not planned"
        }
    }

    /// Why a container must not be stopped: another one shares its namespaces and cannot be restarted along with it.
    private func abandoned(by wanted: DesiredContainer, _ needs: [String: ContainerChange]) -> String? {
        guard let need = needs[wanted.name], need.stopsFirst else { return nil }
        let stopped = [need.observed, need.halfMade].compactMap(\.self)
        let left = stopped.flatMap(host.sharers).first { sharer in
            guard let follows = needs[host.givenName(of: sharer)] else { return true }
            return !follows.makesAnew && (need.isReplaced || sharer.state.isAlive && !follows.beginsAnew)
        }
        return left.map { "\($0.address) shares its namespaces and cannot follow it" }
    }

    private func isOurs(_ container: ObservedContainer) -> Bool {
        guard let verdict = host.verdict(on: container) else { return false }
        return verdict.class == .expected && !verdict.notes.contains(.foreign) && container.detail != nil
    }
}

extension DesiredContainer {
    /// The containers of the stack whose network, pid or ipc namespace it uses.
    fileprivate var namespaceOwners: [String] {
        let modes = [AttributeFamily.networkMode, .pid, .ipc].compactMap { attributes[$0] }
        let names = modes.compactMap { NamespaceMode($0).owner }
        return sharesWith.filter { name in names.contains { $0.hasSameBytes(as: name) } }
    }
}
