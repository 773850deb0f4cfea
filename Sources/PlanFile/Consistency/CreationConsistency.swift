import Domain

/// Checks that what an action uses of this plan's own making is made before it: an action runs as soon as those that it
/// depends on are done.
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
