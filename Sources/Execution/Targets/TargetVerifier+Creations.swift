import Classification
import Domain
import Inventory

// What is not there yet: nothing bears the name, no rule keeps it, and everything that the body refers to is known.
extension TargetVerifier {
    func creation(_ call: StepCall) async throws -> TargetFacts {
        if let rule = WantedObject(call.step).rule(protection) {
            throw TargetObjection.forbidden("its name is protected, by \(rule.name.rawValue) at \(rule.origin)")
        }
        if case .createContainer(let name, let reference, let imageID, _, let body) = call.step {
            return try await container(name, reference, imageID, body, call)
        }
        guard case .creates(let kind) = call.step.effect else { throw TargetObjection.refused("it creates nothing") }
        guard kind == .image else {
            return try await creation(kind, call.step.target, call.step.body ?? .null, call)
        }
        // A pull of what is there may move a tag away from the image that others rely on.
        let isThere = try await observer.inspect(imageReference: call.step.target) != nil
        guard !isThere else { throw TargetObjection.refused("\(call.step.target) is there already") }
        return TargetFacts()
    }

    private func creation(
        _ kind: ResourceKind,
        _ name: String,
        _ body: JSON,
        _ call: StepCall
    ) async throws -> TargetFacts {
        guard try await observer.object(kind, named: name) == nil else {
            throw TargetObjection.refused("there is a \(kind.rawValue) \(name) already")
        }
        var facts = try await references(in: body, call)
        let labels = body["Labels"]
        if let project = labels?["com.docker.compose.project"]?.string {
            facts.compose = await compose(project, labels?["com.docker.compose.service"]?.string, facts.references)
        }
        return facts
    }

    /// The reference must stand for the image that was planned with; where the plan pulls it, for any.
    private func container(
        _ name: String,
        _ reference: String,
        _ pinned: String?,
        _ body: JSON,
        _ call: StepCall
    ) async throws -> TargetFacts {
        guard let image = try await observer.inspect(imageReference: reference) else {
            throw TargetObjection.refused("there is no image \(reference)")
        }
        let isID = ImageReference.isImageID(reference)
        if let rule = isID ? protection.rule(forUntagged: image) : protection.rule(forTag: reference, of: image) {
            throw TargetObjection.forbidden("its image is protected, by \(rule.name.rawValue) at \(rule.origin)")
        }
        guard pinned == nil || pinned == image.id else {
            throw TargetObjection.refused(
                "\(reference) stands for another image now: planned \(pinned ?? ""), found \(image.id)"
            )
        }
        var facts = try await creation(.container, name, body, call)
        facts.imageID = image.id
        return facts
    }

    /// The containers whose namespaces or volumes a body shares: only those of the stack.
    func references(in body: JSON, _ call: StepCall) async throws -> TargetFacts {
        var facts = TargetFacts()
        for case .container(let name, _) in BodyReference.all(in: body) {
            guard let id = try await observer.object(.container, named: name)?.id else {
                throw TargetObjection.refused("there is no container \(name), which it refers to")
            }
            guard call.known.expectedContainers.contains(id) || call.known.isCreated(id) else {
                throw TargetObjection.refused("\(name), which it refers to, is no container of the stack")
            }
            facts.references[name] = id
        }
        return facts
    }
}
