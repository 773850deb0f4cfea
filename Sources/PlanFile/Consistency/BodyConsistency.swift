import Domain

/// Checks what the calls of an action send.
struct BodyConsistency {
    private let action: Action
    private let path: String

    init(_ action: Action, path: String) {
        self.action = action
        self.path = path
    }

    func check() throws(PlanFileFault) {
        for (index, step) in action.steps.enumerated() {
            if let problem = problem(step) {
                throw .inconsistent(path: "\(path).steps[\(index)]", problem: problem)
            }
        }
    }

    private func problem(_ step: Step) -> String? {
        let references = step.body.map(BodyReference.all) ?? []
        guard references.allSatisfy(BodyConsistency.isSealed) else { return "a secret has no keyed digest" }
        if case .updateContainer(_, let body) = step {
            return BodyConsistency.updates(body) && references.isEmpty ? nil : "an update cannot change this in place"
        }
        guard case .createContainer(_, let reference, _, _, let body) = step else { return nil }
        let image = body["Image"]?.string ?? reference
        return image.hasSameBytes(as: reference) ? nil : "the body names another image"
    }

    private static func isSealed(_ reference: BodyReference) -> Bool {
        switch reference {
        case .secret(let name, let hmac, _):
            let digits = hmac.utf8.dropFirst(AttributeSet.sealedPrefix.utf8.count)
            return !name.isEmpty && AttributeSet.isSealed(hmac) && digits.count == 64
                && digits.isLowercaseHex
        case .container(let name, _): return !name.isEmpty
        }
    }

    private static func updates(_ body: JSON) -> Bool {
        let members = body.members ?? []
        return !members.isEmpty && members.allSatisfy { UpdateMember(rawValue: $0.key) != nil }
    }
}

/// Checks that an action depends on the actions that make the objects it uses: it may run as soon as its dependencies
/// are done.
struct CreationConsistency {
    private let actions: [Action]
    /// The containers that the plan makes, anew or in place of an old one.
    private let made: Set<Address>
    /// The pulls, by what they pull.
    private let pulled: Set<Address>

    init(_ plan: Plan) {
        actions = plan.actions
        let containers = actions.filter { $0.address.kind == .container && [.create, .replace].contains($0.kind) }
        made = Set(containers.map(\.address))
        pulled = Set(actions.filter { $0.kind == .pull }.map(\.address))
    }

    func check() throws(PlanFileFault) {
        for (index, action) in actions.enumerated() {
            for (step, call) in action.steps.enumerated() {
                guard let problem = problem(call, of: action) else { continue }
                throw .inconsistent(path: "plan.actions[\(index)].steps[\(step)]", problem: problem)
            }
        }
    }

    private func problem(_ step: Step, of action: Action) -> String? {
        if case .waitContainer(.created(let name), _, _) = step, !isMade(name, before: action) {
            return "no action before it makes this container"
        }
        if case .createContainer(_, let reference, nil, _, _) = step, !isPulled(reference, before: action) {
            return "the image has no ID, and no action before it pulls it"
        }
        return namesWhatComesLater(step, action) ? "the body names a container that is made at the same time" : nil
    }

    private func isMade(_ name: String, before action: Action) -> Bool {
        let address = Address(.container, name)
        return address == action.address || made.contains(address) && action.dependsOn.contains(address)
    }

    private func isPulled(_ reference: String, before action: Action) -> Bool {
        action.dependsOn.contains { address in
            pulled.contains(address)
                && (address.name.hasSameBytes(as: reference)
                    || ImageReference(address.name).familiar.hasSameBytes(as: ImageReference(reference).familiar))
        }
    }

    private func namesWhatComesLater(_ step: Step, _ action: Action) -> Bool {
        BodyReference.all(in: step.body ?? .null).contains { reference in
            guard case .container(let name, _) = reference else { return false }
            let address = Address(.container, name)
            return made.contains(address) && !action.dependsOn.contains(address)
        }
    }
}
