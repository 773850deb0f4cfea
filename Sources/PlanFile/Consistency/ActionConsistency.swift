import Domain

/// Checks that address, class, steps and precondition of one action speak of the same object.
struct ActionConsistency {
    private let action: Action
    private let path: String

    init(_ action: Action, path: String) {
        self.action = action
        self.path = path
    }

    func check() throws(PlanFileFault) {
        try demand(
            action.precondition.kind == action.address.kind,
            "precondition.kind",
            "the address is of another kind"
        )
        try demand(!action.steps.isEmpty, "steps", "an action needs a step")
        try checkKind()
        try demand(addressFits, "address", "the precondition pins another object")
        try demand(stepsFit, "steps", "they are not the calls of this action on the pinned object")
    }

    private func checkKind() throws(PlanFileFault) {
        switch action.kind {
        case .delete: break
        case .untag: try demand(action.address.kind == .image, "action", "only an image can lose a tag")
        case .create, .start, .update, .replace, .pull, .restore:
            throw .inconsistent(path: "\(path).action", problem: "this format has no steps for it")
        }
        let isSafe = action.class == .extraSafeDelete
        try demand(isSafe, "class", "only \(ResourceClass.extraSafeDelete.rawValue) may be deleted or untagged")
    }

    private var addressFits: Bool {
        let name = action.address.name
        switch action.precondition {
        case .container(let container):
            return (container.names.isEmpty ? [container.id] : container.names).contains(where: name.hasSameBytes)
        case .image(let image): return (image.tags.isEmpty ? [image.id] : image.tags).contains(where: name.hasSameBytes)
        case .volume(let volume): return name.hasSameBytes(as: volume.name)
        case .network(let network):
            return [network.name, "\(network.name)@\(network.id.prefix(12))"].contains(where: name.hasSameBytes)
        }
    }

    private var stepsFit: Bool {
        switch action.precondition {
        case .container(let container): removes(container)
        case .image(let image): only { removes(image, with: $0) }
        case .volume(let volume): only { removes(volume, with: $0) }
        case .network(let network): only { removes(network, with: $0) }
        }
    }

    private func demand(_ holds: Bool, _ key: String, _ problem: String) throws(PlanFileFault) {
        guard holds else { throw .inconsistent(path: "\(path).\(key)", problem: problem) }
    }
}

extension ActionConsistency {
    /// A stop that is itself the deletion, or a removal with or without a stop before it.
    private func removes(_ container: ContainerPrecondition) -> Bool {
        let calls = action.steps.map { ContainerCall($0, on: container.id) }
        return [[.removingStop], [.removal], [.stop, .removal]].contains(calls)
    }

    private func only(_ fits: (Step) -> Bool) -> Bool { action.steps.count == 1 && action.steps.allSatisfy(fits) }

    /// By its tag; by its ID only where it has none.
    private func removes(_ image: ImagePrecondition, with step: Step) -> Bool {
        switch step {
        case .removeImageReference(let reference, let imageID):
            reference.hasSameBytes(as: action.address.name) && imageID.hasSameBytes(as: image.id) && !image.tags.isEmpty
        case .removeImage(let id): id.hasSameBytes(as: image.id) && image.tags.isEmpty && action.kind == .delete
        case .stopContainer, .removeContainer, .removeVolume, .removeNetwork: false
        }
    }

    private func removes(_ volume: VolumePrecondition, with step: Step) -> Bool {
        guard case .removeVolume(let name) = step else { return false }
        return name.hasSameBytes(as: volume.name)
    }

    private func removes(_ network: NetworkPrecondition, with step: Step) -> Bool {
        guard case .removeNetwork(let id) = step else { return false }
        return id.hasSameBytes(as: network.id)
    }
}
