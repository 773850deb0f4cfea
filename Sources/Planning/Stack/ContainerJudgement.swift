internal import Domain

/// Decides what one container of the stack needs, looked at by itself.
struct ContainerJudgement {
    let host: StackHost
    let comparesSealed: Bool

    func need(of wanted: DesiredContainer) -> ContainerNeed {
        if let reason = missingParts(of: wanted) { return .blocked(reason) }
        if let container = host.container(named: wanted.name) { return need(of: wanted, container) }
        if let container = setAside(wanted) { return guarded(container) ?? .restore(container) }
        if let container = renamed(wanted) { return need(of: wanted, container) }
        return creation(of: wanted)
    }

    /// The body of a new container holds keyed digests, so it can be written only with the key of the host.
    private func creation(of wanted: DesiredContainer) -> ContainerNeed {
        comparesSealed ? imageFault(of: wanted).map(ContainerNeed.blocked) ?? .create : .blocked(Self.needsKey)
    }

    private static let needsKey = "it is to be made, and the host's digest key is not here (RECONCILE_DIGEST_KEY)"

    private func need(of wanted: DesiredContainer, _ container: ObservedContainer) -> ContainerNeed {
        if let blocked = guarded(container) { return blocked }
        guard let detail = container.detail else { return .blocked("not inspected") }
        let comparison = StackComparison(
            host: host,
            wanted: wanted,
            container: container,
            detail: detail,
            comparesSealed
        )
        let changes = comparison.changes
        let differing = changes.filter { $0.attribute.family != .state }
        if differing.contains(where: { $0.effect == .replace }) {
            guard comparesSealed else { return .blocked(Self.needsKey) }
            return imageFault(of: wanted).map(ContainerNeed.blocked)
                ?? .replace(container, changes, comparison.reason(of: changes))
        }
        if !differing.isEmpty { return .update(container, changes) }
        if let fault = comparison.stateFault { return .blocked(fault) }
        return changes.isEmpty ? .nothing : .start(container, changes)
    }

    /// What must not be changed, whatever the stack says.
    private func guarded(_ container: ObservedContainer) -> ContainerNeed? {
        guard let verdict = host.verdict(on: container) else { return .blocked("not judged") }
        guard verdict.class == .expected else { return .blocked("\(verdict.class.rawValue), so it is not touched") }
        // Completeness tells of it.
        return verdict.notes.contains(.foreign) ? .nothing : nil
    }

    private func missingParts(of wanted: DesiredContainer) -> String? {
        for network in host.desired.networks where wanted.uses(network) {
            if host.isAmbiguous(network: network.name) { return "two networks are called \(network.name)" }
            if network.isExternal, host.network(named: network.name) == nil {
                return "it needs the external network \(network.name), which is not there"
            }
        }
        let volume = host.desired.volumes.first { volume in
            volume.isExternal && wanted.mounts(volume.name) && !host.hasVolume(volume.name)
        }
        return volume.map { "it needs the external volume \($0.name), which is not there" }
    }

    /// `nil` where the image is there or can be pulled.
    private func imageFault(of wanted: DesiredContainer) -> String? {
        guard host.imageID(of: wanted.image) == nil else { return nil }
        if wanted.isBuilt { return "its image \(wanted.image) is not there: build it first ('docker compose build')" }
        return wanted.pull == .never ? "its image \(wanted.image) is not there, and pull_policy is never" : nil
    }

    private func setAside(_ wanted: DesiredContainer) -> ObservedContainer? {
        host.containers.first { StackHost.nameBeforeSetAside($0)?.hasSameBytes(as: wanted.name) ?? false }
    }

    /// A container of the service under another name, which no other container of the stack bears.
    private func renamed(_ wanted: DesiredContainer) -> ObservedContainer? {
        let names = Set(host.desired.containers.map(\.name))
        return host.containers.first { container in
            container.labels.composeProject == host.desired.project && container.labels.composeService == wanted.service
                && !container.labels.isOneOff && !names.contains(container.name)
                && StackHost.nameBeforeSetAside(container) == nil
        }
    }
}

extension DesiredContainer {
    func uses(_ network: DesiredNetwork) -> Bool {
        connections.contains { $0.network.hasSameBytes(as: network.name) }
    }

    func mounts(_ volume: String) -> Bool {
        attributes.members(of: .mount).contains { target in
            let text = attributes[AttributeKey(.mount, target)] ?? ""
            return text.split(separator: " ").dropFirst().first.map { String($0).hasSameBytes(as: volume) } ?? false
                && text.hasPrefix("volume ")
        }
    }
}
