import Domain

/// Decides what one container of the stack needs, regardless of what other containers need.
struct ContainerDecision {
    let host: StackView
    /// Whether foreign containers are left alone, as they are in every plan.
    var sparesForeign = true

    private var faults: CreationBlockers { CreationBlockers(host: host) }

    func need(of wanted: DesiredContainer) -> ContainerChange {
        let need = decided(wanted)
        guard need.starts else { return need }
        if let other = rival(of: wanted, need) {
            return .blocked("\(other.address) is of the same service, runs, and this plan does not stop it")
        }
        // A rival that runs beside the old container already is no reason against replacing it.
        guard need.observed?.state.isAlive != true else { return need }
        return host.orphans.obstacle(to: wanted).map(ContainerChange.blocked) ?? need
    }

    /// Another container of the service that may write the same volumes, and that no action of this plan stops before.
    private func rival(of wanted: DesiredContainer, _ need: ContainerChange) -> ObservedContainer? {
        let stopped = [need.observed, need.halfMade].compactMap { $0?.id }
        return host.twins(of: wanted).first { other in
            guard other.state.isAlive, !stopped.contains(other.id) else { return false }
            let isAside = host.setAside(of: wanted.name).contains { $0.id == other.id }
            return !isAside || ReplacementEnds.obstacle(other, host) != nil
        }
    }

    private func decided(_ wanted: DesiredContainer) -> ContainerChange {
        let aside = host.setAside(of: wanted.name)
        if let container = host.container(named: wanted.name) {
            return aside.first.map { finishing(wanted, container, $0) } ?? need(of: wanted, container)
        }
        if let container = aside.first { return restoration(of: container, as: wanted) }
        if let container = host.standing(wanted.name) { return need(of: wanted, container) }
        return faults.fault(making: wanted).map(ContainerChange.blocked) ?? .create
    }

    private func need(of wanted: DesiredContainer, _ container: ObservedContainer) -> ContainerChange {
        if let untouchable = untouchable(container) { return untouchable }
        guard let detail = container.detail else { return .blocked("not inspected") }
        if container.state == .removing { return .blocked("the Engine is removing it") }
        return need(of: wanted, container, changes(wanted, container, detail))
    }

    private func changes(
        _ wanted: DesiredContainer,
        _ container: ObservedContainer,
        _ detail: ObservedContainer.Detail
    ) -> [Action.AttributeChange] {
        possible(StackComparison(host: host, wanted: wanted, container: container, detail: detail).changes)
    }

    private func need(
        of wanted: DesiredContainer,
        _ container: ObservedContainer,
        _ changes: [Action.AttributeChange]
    ) -> ContainerChange {
        if changes.contains(where: { $0.effect == .replace }) {
            // A replacement needs the container's name: a renamed container is renamed back first, and the next plan
            // replaces it.
            let name = changes.filter { $0.attribute.family == .containerName }
            if !name.isEmpty { return .update(container, name, restarts: false) }
            let fault = faults.fault(making: wanted, insteadOf: container)
            return fault.map(ContainerChange.blocked) ?? .replace(container, changes, changes.reason)
        }
        if changes.contains(where: { $0.attribute.family != .state }) {
            return .update(container, changes, restarts: false)
        }
        if container.state == .restarting {
            return .blocked("it restarts again and again: see 'docker logs \(container.name)'")
        }
        return changes.isEmpty ? .nothing : .start(container, changes)
    }

    /// The changes without networks that cannot be joined; those are reported as omissions of their own.
    private func possible(_ changes: [Action.AttributeChange]) -> [Action.AttributeChange] {
        let missing = Set(host.desired.networks.filter { faults.fault($0) != nil }.map(\.name))
        return changes.filter { $0.attribute.family != .network || !missing.contains($0.attribute.member ?? "") }
    }

    /// For the old container of a replacement that had made no new one: it is restored where it fits the stack or no
    /// new one can be made, and is replaced otherwise.
    private func restoration(of container: ObservedContainer, as wanted: DesiredContainer) -> ContainerChange {
        if let untouchable = untouchable(container) { return untouchable }
        guard let detail = container.detail else { return .blocked("not inspected") }
        if container.state == .removing { return .blocked("the Engine is removing it") }
        let differing = changes(wanted, container, detail).filter { $0.attribute.family != .containerName }
        let canJoin = host.canJoin(container)
        if differing.contains(where: { $0.effect == .replace }) || !canJoin,
            faults.fault(making: wanted, insteadOf: container) == nil
        {
            return .replace(container, differing, .setAside)
        }
        let changes = differing.filter { $0.effect == .inPlace }
        let starts = container.state.canStart && !wanted.isDone(container) && canJoin
        return .restore(container, changes, starts: starts)
    }

    /// For a replacement that did not end and whose new container has the name already. Where the new one is well, only
    /// the removal of the old one is left. Otherwise the new one is made once more, so that a failure restores the old
    /// one.
    private func finishing(
        _ wanted: DesiredContainer,
        _ new: ObservedContainer,
        _ old: ObservedContainer
    ) -> ContainerChange {
        let own = need(of: wanted, new)
        // A container set aside that never ran, beside one that did, is the new one of a `docker compose up` that was
        // broken off; the old one still has its name.
        if old.state == .created, new.state != .created { return own }
        guard untouchable(new) == nil, new.state != .removing, !isWell(new, wanted, own) else { return own }
        guard untouchable(old) == nil, old.state != .removing, let detail = old.detail else { return own }
        let fault = faults.stopping(new) ?? faults.fault(making: wanted, insteadOf: old)
        let differing = changes(wanted, old, detail).filter { ![.containerName, .state].contains($0.attribute.family) }
        return fault.map(ContainerChange.blocked) ?? .replace(old, differing, .setAside, halfMade: new)
    }

    /// Whether it runs or has completed, and needs an update in place at most.
    private func isWell(_ new: ObservedContainer, _ wanted: DesiredContainer, _ own: ContainerChange) -> Bool {
        guard new.detail?.health != "unhealthy" else { return false }
        switch own {
        case .nothing: return new.state == .running || wanted.isDone(new)
        case .update: return new.state == .running
        case .create, .start, .replace, .restart, .restore, .blocked: return false
        }
    }

    /// A reason not to touch the container, whatever the stack says; `nil` where it may be changed.
    private func untouchable(_ container: ObservedContainer) -> ContainerChange? {
        guard let verdict = host.verdict(on: container) else { return .blocked("not judged") }
        guard verdict.class == .expected else { return .blocked("\(verdict.class.rawValue), so it is not touched") }
        // A foreign container that would be changed is reported as an omission elsewhere.
        return verdict.notes.contains(.foreign) && sparesForeign ? .nothing : nil
    }
}
