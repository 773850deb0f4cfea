import Domain

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

    init(planFileHash: String) { self.planFileHash = planFileHash }

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
