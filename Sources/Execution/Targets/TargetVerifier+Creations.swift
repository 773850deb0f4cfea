internal import Classification
internal import Domain
internal import Inventory

// What is not there yet: nothing bears the name, no rule keeps it, and everything that the body refers to is known.
extension TargetVerifier {
    func creation(_ call: StepCall) async throws -> TargetFinding {
        if let rule = WantedObject(call.step).rule(protection) {
            return .refused("its name is protected, by \(rule.name.rawValue) at \(rule.origin)")
        }
        switch call.step {
        case .pullImage(let reference, _):
            // A pull of what is there may move a tag away from the image that others rely on.
            let isThere = try await observer.inspect(imageReference: reference) != nil
            return isThere ? .refused("\(reference) is there already") : .fits(TargetFacts())
        case .createNetwork(let name, let body): return try await creation(.network, name, body, call)
        case .createVolume(let name, let body): return try await creation(.volume, name, body, call)
        case .createContainer(let name, let reference, let imageID, _, let body):
            return try await container(name, reference, imageID, body, call)
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork,
            .startContainer, .unpauseContainer, .updateContainer, .renameContainer, .connectNetwork, .disconnectNetwork,
            .waitContainer:
            return .refused("it creates nothing")
        }
    }

    private func creation(
        _ kind: ResourceKind,
        _ name: String,
        _ body: JSON,
        _ call: StepCall
    ) async throws -> TargetFinding {
        guard try await observer.look(kind, named: name) == nil else {
            return .refused("there is a \(kind.rawValue) \(name) already")
        }
        return try await references(in: body, call)
    }

    /// The reference must stand for the image that was planned with; where the plan pulls it, for any.
    private func container(
        _ name: String,
        _ reference: String,
        _ pinned: String?,
        _ body: JSON,
        _ call: StepCall
    ) async throws -> TargetFinding {
        guard let image = try await observer.inspect(imageReference: reference) else {
            return .refused("there is no image \(reference)")
        }
        let isID = ImageReference.isImageID(reference)
        if let rule = isID ? protection.rule(forUntagged: image) : protection.rule(forTag: reference, of: image) {
            return .refused("its image is protected, by \(rule.name.rawValue) at \(rule.origin)")
        }
        guard pinned == nil || pinned == image.id else {
            return .refused("\(reference) stands for another image now: planned \(pinned ?? ""), found \(image.id)")
        }
        let finding = try await creation(.container, name, body, call)
        guard case .fits(var facts) = finding else { return finding }
        facts.imageID = image.id
        return .fits(facts)
    }

    /// The containers whose namespaces or volumes a body shares: only those of the stack.
    func references(in body: JSON, _ call: StepCall) async throws -> TargetFinding {
        var facts = TargetFacts()
        for case .container(let name, _) in BodyReference.all(in: body) {
            guard let id = try await observer.look(.container, named: name)?.id else {
                return .refused("there is no container \(name), which it refers to")
            }
            guard call.known.expectedContainers.contains(id) || call.known.isCreated(id) else {
                return .refused("\(name), which it refers to, is no container of the stack")
            }
            facts.references[name] = id
        }
        for case .composeHash(let service) in BodyReference.all(in: body) {
            facts.composeHashes[service] = await composeHash(service, facts.references)
        }
        return .fits(facts)
    }
}
