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
        try checkClass()
        try demand(addressFits, "address", "the precondition pins another object")
        if let fault = callFault { try demand(false, fault.path, fault.problem) }
        try checkChanges()
        try checkImpact()
        let isSorted = zip(action.findings, action.findings.dropFirst()).allSatisfy { $0 < $1 }
        try demand(isSorted, "findings", "they must be sorted, each once")
        try BodyConsistency(action, path: path).check()
    }

    private func checkKind() throws(PlanFileFault) {
        let kind = action.address.kind
        switch action.kind {
        case .delete: break
        case .untag: try demand(kind == .image, "action", "only an image can lose a tag")
        case .pull: try demand(kind == .image, "action", "only an image can be pulled")
        case .create: try demand(kind != .image, "action", "an image is pulled, not created")
        case .start, .update, .replace, .restore:
            try demand(kind == .container, "action", "only a container can do this")
        }
        let problem = action.isForAbsent ? "what is there is not created" : "only what is there can be changed"
        try demand(action.isForAbsent == action.precondition.isAbsent, "precondition", problem)
    }

    private func checkClass() throws(PlanFileFault) {
        switch action.kind {
        case .delete, .untag:
            let isSafe = action.class == .extraSafeDelete || action.endsReplacement
            try demand(isSafe, "class", "only \(ResourceClass.extraSafeDelete.rawValue) may be deleted or untagged")
        case .create, .start, .update, .replace, .pull, .restore:
            let isExpected = action.class == .expected
            try demand(isExpected, "class", "only \(ResourceClass.expected.rawValue) may be made or changed")
        }
    }

    /// The address must name the pinned object, or the name that the action gives it: by a rename, or by making a new
    /// container for one that was set aside.
    private var addressFits: Bool {
        let name = action.address.name
        switch action.precondition {
        case .container(let container):
            let names = container.names.isEmpty ? [container.id] : container.names
            return (names + action.renames(container)).contains(where: name.hasSameBytes)
        case .image(let image): return (image.tags.isEmpty ? [image.id] : image.tags).contains(where: name.hasSameBytes)
        case .volume(let volume): return name.hasSameBytes(as: volume.name)
        case .network(let network):
            return [network.name, "\(network.name)@\(network.id.prefix(12))"].contains(where: name.hasSameBytes)
        case .absent(let address): return address == action.address
        }
    }

    private var callFault: CallFault? {
        switch action.kind {
        case .delete, .untag: RemovalCalls(action).fault
        case .create, .start, .update, .replace, .pull, .restore: StackCalls(action).fault
        }
    }

    /// A change that only a new container can make may stand in a replacement only. Attributes are sorted, each once.
    private func checkChanges() throws(PlanFileFault) {
        let forces = action.changes.contains { $0.effect == .replace }
        try demand(!forces || action.kind == .replace, "changes", "only a replacement can make such a change")
        let isSorted = zip(action.changes, action.changes.dropFirst()).allSatisfy { $0.attribute < $1.attribute }
        try demand(isSorted, "changes", "the attributes must be sorted, each once")
    }

    /// Reviewers decide by the impact, so it must be the one that follows from the calls.
    private func checkImpact() throws(PlanFileFault) {
        let (reported, computed) = (action.impact, Impact(of: action.kind, action.steps, on: action.precondition))
        let problem = "the calls of this action cost something else"
        try demand(reported.downtime == computed.downtime, "impact.downtime", problem)
        try demand(reported.dataLoss == computed.dataLoss, "impact.data_loss", problem)
        try demand(reported.reversible == computed.reversible, "impact.reversible", problem)
        try demand(reported.backup == computed.backup, "impact.backup", problem)
    }

    private func demand(_ holds: Bool, _ key: String, _ problem: String) throws(PlanFileFault) {
        guard holds else { throw .inconsistent(path: "\(path).\(key)", problem: problem) }
    }
}

extension Action {
    /// Whether it makes what is not there yet.
    fileprivate var isForAbsent: Bool { kind == .create || kind == .pull }

    /// The names that the action gives its container. A replacement of a container that was set aside works for the
    /// name behind the prefix.
    fileprivate func renames(_ container: ContainerPrecondition) -> [String] {
        if kind == .replace { return container.continues(address.name) ? [address.name] : [] }
        guard kind == .update || kind == .restore else { return [] }
        return steps.compactMap { step in
            guard case .renameContainer(let id, _, let to) = step, id.hasSameBytes(as: container.id) else { return nil }
            return to
        }
    }
}

/// Checks that untags do not add up to a delete: the Engine removes an image with its last tag, and a delete is what
/// counts for limits and approvals.
struct UntagConsistency {
    private let actions: [Action]

    init(_ plan: Plan) { actions = plan.actions }

    func check() throws(PlanFileFault) {
        var removed: [Address: Int] = [:]
        for (index, action) in actions.enumerated() where action.kind == .untag {
            guard case .image(let image) = action.precondition else { continue }
            let tags = removed[Address(.image, image.id), default: 0] + 1
            removed[Address(.image, image.id)] = tags
            guard tags < image.tags.count || UntagConsistency.isHeld(image) || isDeleted(image) else {
                let problem = "it takes the last tag, and the image with it: that is a delete"
                throw .inconsistent(path: "plan.actions[\(index)].action", problem: problem)
            }
        }
    }

    /// Whether something other than tags keeps the image: a child image, or a `repository@sha256:…` of a repository
    /// that has no tag here (the Engine drops the digests of a repository with its last tag).
    private static func isHeld(_ image: ImagePrecondition) -> Bool {
        let repositories = Set(image.tags.map { ImageReference($0).repository })
        return !image.children.isEmpty
            || image.digests.contains { !repositories.contains(ImageReference($0).repository) }
    }

    private func isDeleted(_ image: ImagePrecondition) -> Bool {
        actions.contains { action in
            action.kind == .delete && action.precondition.kind == .image
                && action.precondition.objectID.hasSameBytes(as: image.id)
        }
    }
}
