import Classification
import Domain
import Inventory

// Containers that are there: the one that the action pinned, and those that this run made.
extension TargetVerifier {
    func container(_ target: ContainerTarget, _ call: StepCall) async throws -> TargetFacts {
        guard let id = call.id(of: target) else {
            throw TargetObjection.refused("this run has not made \(target.text)")
        }
        return try await container(id, call)
    }

    /// `newName`: a name that the call gives it, which the rules judge too.
    func container(
        _ id: String,
        _ call: StepCall,
        newName: String? = nil,
        network: String? = nil,
        references: [String: String] = [:]
    ) async throws -> TargetFacts {
        guard let expected = call.expectation(ofContainer: id) else { throw TargetVerifier.notPinned }
        guard let live = try await observer.inspect(container: id) else { throw TargetObjection.absent }
        guard let detail = live.detail else { throw TargetObjection.refused("the Engine told no configuration") }
        var now = ContainerPrecondition(live, detail, users: [])
        now.users = expected.users
        let rule = protection.rule(for: live) ?? newName.flatMap { protection.rule(for: live.named($0)) }
        try judge(rule, .container(expected), .container(now))
        return TargetFacts(containerID: id, network: network, references: references)
    }

    /// A new container is not started while the one that it replaces runs: somebody may have started that again.
    func start(_ target: ContainerTarget, _ call: StepCall) async throws -> TargetFacts {
        if call.action.kind == .replace, target.isCreated {
            let old = try await observer.inspect(container: call.action.precondition.objectID)
            guard old?.state.isAlive != true else {
                throw TargetObjection.refused("the container that it replaces runs again")
            }
        }
        return try await container(target, call)
    }

    /// The unfinished new container of an earlier replacement: it must bear the name and be a container of the stack.
    func halfMade(_ id: String, _ call: StepCall) async throws -> TargetFacts {
        guard let live = try await observer.inspect(container: id) else { throw TargetObjection.absent }
        guard live.names.contains(where: call.action.address.name.hasSameBytes) else {
            throw TargetObjection.refused("it is not named \(call.action.address.name) any more")
        }
        if let rule = protection.rule(for: live) {
            throw TargetObjection.forbidden("it is protected now, by \(rule.name.rawValue) at \(rule.origin)")
        }
        guard call.known.expectedContainers.contains(id) else {
            throw TargetObjection.refused("it is no container of the stack")
        }
        return TargetFacts(containerID: id)
    }

    /// A replacement removes the old container only under the name that it is set aside by.
    func removal(of id: String, _ call: StepCall) async throws -> TargetFacts {
        if call.action.kind == .replace, call.action.precondition.objectID == id {
            let aside = SetAsideName.name(call.action.address.name, of: id)
            let names = call.expectation(ofContainer: id)?.names ?? []
            guard names.count == 1, names[0].hasSameBytes(as: aside) else {
                throw TargetObjection.refused("it is not set aside")
            }
        }
        return try await container(id, call)
    }

    func rename(_ id: String, _ from: String, _ to: String, _ call: StepCall) async throws -> TargetFacts {
        guard call.expectation(ofContainer: id)?.names.contains(where: { $0.hasSameBytes(as: from) }) == true else {
            throw TargetObjection.refused("it is not named \(from)")
        }
        guard try await observer.object(.container, named: to) == nil else {
            throw TargetObjection.refused("\(to) is taken")
        }
        return try await container(id, call, newName: to)
    }

    /// Joining a network changes nothing that is on it, so a protected one may be joined. The Engine refuses to inspect
    /// a name that several networks bear.
    func connection(
        _ name: String,
        _ target: ContainerTarget,
        _ endpoint: JSON,
        _ call: StepCall
    ) async throws -> TargetFacts {
        guard let id = call.id(of: target) else {
            throw TargetObjection.refused("this run has not made \(target.text)")
        }
        guard let network = try await observer.object(.network, named: name)?.id else {
            throw TargetObjection.refused("there is no network \(name)")
        }
        let facts = try await references(in: endpoint, call)
        return try await container(id, call, network: network, references: facts.references)
    }

    func disconnection(
        _ name: String,
        _ networkID: String,
        _ container: String,
        _ call: StepCall
    ) async throws -> TargetFacts {
        let isThere = networkID.isEmpty ? false : try await observer.inspect(network: networkID) != nil
        return try await self.container(container, call, network: isThere ? networkID : name)
    }
}

extension ObservedContainer {
    fileprivate func named(_ name: String) -> ObservedContainer {
        var renamed = self
        renamed.names = [name]
        return renamed
    }
}
