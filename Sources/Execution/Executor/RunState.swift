internal import Domain

/// What this run has done so far, and so what a target must be before the next step.
struct RunState: Sendable, Hashable {
    /// The hash of the plan file of this run: what the run creates bears it.
    let planFileHash: String
    private var removedContainers: Set<String> = []
    private var removedTags: Set<String> = []
    private var removedImages: Set<String> = []
    /// By ID, the state that containers must have which this run changed or made.
    private var containers: [String: ContainerPrecondition] = [:]
    /// The IDs of the containers that this run made, by name.
    private var createdContainers: [String: String] = [:]
    /// The IDs of the containers that were `expected` at the last observation of the host.
    var expectedContainers: Set<String> = []

    init(planFileHash: String = "") { self.planFileHash = planFileHash }

    mutating func remember(_ step: Step) {
        switch step.removed {
        case .container(let id): removedContainers.insert(id)
        case .imageReference(let reference, _): removedTags.insert(reference)
        case .image(let id): removedImages.insert(id)
        case .volume, .network, nil: break
        }
    }

    mutating func remember(_ created: CreatedContainer) {
        createdContainers[created.name] = created.id
        containers[created.id] = created.precondition
    }

    mutating func expect(_ container: ContainerPrecondition) { containers[container.id] = container }

    /// The precondition with the completed steps of this run applied.
    func expectation(_ precondition: Precondition) -> Precondition {
        switch precondition {
        case .container(let pinned): return .container(expectation(pinned))
        case .image(let pinned): return .image(expectation(pinned))
        case .volume(var volume):
            volume.users = remaining(volume.users)
            return .volume(volume)
        case .network(var network):
            network.users = remaining(network.users)
            return .network(network)
        case .absent: return precondition
        }
    }

    /// What a container that this run moved or made must be now.
    func container(_ id: String) -> ContainerPrecondition? { containers[id] }

    /// The ID of the container that this run made under a name.
    func created(_ name: String) -> String? { createdContainers[name] }

    func isCreated(_ id: String) -> Bool { createdContainers.values.contains(id) }

    private func expectation(_ pinned: ContainerPrecondition) -> ContainerPrecondition {
        var expected = containers[pinned.id] ?? pinned
        expected.users = remaining(pinned.users)
        return expected
    }

    /// With the last tag of a repository the Engine removes that repository's digests.
    private func expectation(_ pinned: ImagePrecondition) -> ImagePrecondition {
        var expected = pinned
        expected.tags = pinned.tags.filter { !removedTags.contains($0) }
        let left = Set(expected.tags.map { ImageReference($0).repository })
        let gone = Set(pinned.tags.filter(removedTags.contains).map { ImageReference($0).repository })
            .subtracting(left)
        expected.digests = pinned.digests.filter { !gone.contains(ImageReference($0).repository) }
        expected.children = pinned.children.filter { !removedImages.contains($0) }
        expected.users = remaining(pinned.users)
        return expected
    }

    private func remaining(_ users: [String]) -> [String] { users.filter { !removedContainers.contains($0) } }
}

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
