internal import Domain

/// Decides what one container of the stack needs, looked at by itself.
struct ContainerJudgement {
    let host: StackHost
    let comparesSealed: Bool

    private var faults: MakingFaults { MakingFaults(host: host, comparesSealed: comparesSealed) }

    func need(of wanted: DesiredContainer) -> ContainerNeed {
        if let container = host.container(named: wanted.name) { return need(of: wanted, container) }
        let aside = host.containers.filter { host.nameBeforeSetAside($0)?.hasSameBytes(as: wanted.name) == true }
        if aside.count > 1 {
            let names = aside.map(\.address.description).joined(separator: " and ")
            return .blocked("\(names) were set aside: give one of them the name by hand")
        }
        if let container = aside.first { return restoration(of: container, as: wanted) }
        if let container = host.standing(wanted.name) { return need(of: wanted, container) }
        return faults.fault(making: wanted).map(ContainerNeed.blocked) ?? .create
    }

    private func need(of wanted: DesiredContainer, _ container: ObservedContainer) -> ContainerNeed {
        if let untouchable = untouchable(container) { return untouchable }
        guard let detail = container.detail else { return .blocked("not inspected") }
        if container.state == .removing { return .blocked("the Engine is removing it") }
        let comparison = StackComparison(
            host: host,
            wanted: wanted,
            container: container,
            detail: detail,
            comparesSealed
        )
        return need(of: wanted, container, possible(comparison.changes))
    }

    private func need(
        of wanted: DesiredContainer,
        _ container: ObservedContainer,
        _ changes: [Action.AttributeChange]
    ) -> ContainerNeed {
        if changes.contains(where: { $0.effect == .replace }) {
            // A replacement needs the name: what somebody renamed gets it back first, and the next plan replaces it.
            let name = changes.filter { $0.attribute.family == .containerName }
            if !name.isEmpty { return .update(container, name, restarts: false) }
            let fault = faults.fault(making: wanted, insteadOf: container)
            return fault.map(ContainerNeed.blocked) ?? .replace(container, changes, changes.reason)
        }
        if changes.contains(where: { $0.attribute.family != .state }) {
            return .update(container, changes, restarts: false)
        }
        if container.state == .restarting {
            return .blocked("it restarts again and again: see 'docker logs \(container.name)'")
        }
        return changes.isEmpty ? .nothing : .start(container, changes)
    }

    /// Without the networks that cannot be joined; they are told by themselves.
    private func possible(_ changes: [Action.AttributeChange]) -> [Action.AttributeChange] {
        let missing = Set(host.desired.networks.filter { faults.fault($0) != nil }.map(\.name))
        return changes.filter { $0.attribute.family != .network || !missing.contains($0.attribute.member ?? "") }
    }

    /// One that the Engine cannot start as it is gets its name all the same, and the next plan replaces it.
    private func restoration(of container: ObservedContainer, as wanted: DesiredContainer) -> ContainerNeed {
        if let untouchable = untouchable(container) { return untouchable }
        guard container.detail != nil else { return .blocked("not inspected") }
        let starts = container.state.canStart && !wanted.isDone(container) && host.canJoin(container)
        return .restore(container, starts: starts)
    }

    /// What must not be changed, whatever the stack says.
    private func untouchable(_ container: ObservedContainer) -> ContainerNeed? {
        guard let verdict = host.verdict(on: container) else { return .blocked("not judged") }
        guard verdict.class == .expected else { return .blocked("\(verdict.class.rawValue), so it is not touched") }
        // Completeness tells of it.
        return verdict.notes.contains(.foreign) ? .nothing : nil
    }
}
