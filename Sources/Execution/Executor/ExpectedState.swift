import Domain

/// The state of a container after a step of ours. Changes of others are not included: the next observation finds them.
struct ExpectedState {
    private let before: ContainerPrecondition
    private let live: ContainerPrecondition?

    /// `live`: the container after the step, for what only the Engine can tell; `nil` where it did not say.
    init(_ before: ContainerPrecondition, live: ContainerPrecondition? = nil) {
        self.before = before
        self.live = live
    }

    /// Whether the state after a step must be observed, because the digest of the configuration covers limits and
    /// networks.
    static func needsObservation(_ step: Step) -> Bool {
        guard case .changes(let target, let change) = step.effect else { return false }
        switch change {
        case .updated, .joined, .left: return true
        case .started: return target.isCreated
        case .stopped, .unpaused, .renamed: return false
        }
    }

    /// What is expected of the container after the step.
    func expectation(after step: Step) -> ContainerPrecondition {
        guard case .changes(let target, let change) = step.effect else { return before }
        let digest = live?.configurationDigest
        switch change {
        case .stopped: return moved(isAlive: false)
        case .started: return moved(isAlive: true, digest: target.isCreated ? digest : nil)
        case .unpaused: return moved(isAlive: true)
        case .renamed(let to): return moved(names: [to])
        case .updated: return moved(digest: digest)
        case .joined(let network): return connected(to: network)
        case .left(let network):
            return moved(networks: before.networks.filter { !$0.name.hasSameBytes(as: network) }, digest: digest)
        }
    }

    /// The state after a step whose outcome is unknown, as far as the observation shows it.
    func seen(after step: Step) -> ContainerPrecondition {
        guard case .renameContainer(_, _, let to) = step else { return expectation(after: step) }
        let isRenamed = live?.names.contains { $0.hasSameBytes(as: to) } == true
        return isRenamed ? expectation(after: step) : before
    }

    private func connected(to network: String) -> ContainerPrecondition {
        let added = live?.networks.filter { attachment in
            attachment.name.hasSameBytes(as: network) && !before.networks.contains { $0.name.hasSameBytes(as: network) }
        }
        return moved(networks: (before.networks + (added ?? [])).sorted(), digest: live?.configurationDigest)
    }

    private func moved(
        names: [String]? = nil,
        isAlive: Bool? = nil,
        networks: [ObservedContainer.Attachment]? = nil,
        digest: String? = nil
    ) -> ContainerPrecondition {
        var after = before
        after.names = names ?? before.names
        after.isAlive = isAlive ?? before.isAlive
        after.networks = networks ?? before.networks
        after.configurationDigest = digest ?? before.configurationDigest
        return after
    }
}
