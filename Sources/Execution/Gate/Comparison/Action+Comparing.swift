internal import Domain

extension Action {
    /// Whether the container that it pins was running.
    var isAlive: Bool { pinnedContainer?.isAlive ?? false }

    var operations: [String] { steps.map(\.operation.rawValue) }

    /// Without the waits for other containers.
    var ownSteps: [Step] {
        steps.filter { step in
            guard case .waitContainer(let target, _, _) = step else { return true }
            switch target {
            case .created(let name): return name.hasSameBytes(as: address.name)
            case .pinned(let id): return pinnedContainer?.id.hasSameBytes(as: id) ?? false
            }
        }
    }

    /// The same action for a container that has exited since: what it would stop stands already.
    func withoutStop(unless live: Action) -> Action {
        guard let container = pinnedContainer, !live.steps.contains(where: \.isStop) else { return self }
        let steps = steps.filter { !$0.isStop }
        return with(steps, .container(container.exited), changes)
    }

    /// That a container stands still is a change by itself, which its replacement removes along with the rest.
    var withoutStateChange: Action {
        with(steps, precondition, changes.filter { $0.attribute.family != .state })
    }

    private var pinnedContainer: ContainerPrecondition? {
        guard case .container(let container) = precondition else { return nil }
        return container
    }

    private func with(_ steps: [Step], _ precondition: Precondition, _ changes: [AttributeChange]) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: reason,
            class: `class`,
            rule: rule,
            age: age,
            steps: steps,
            dependsOn: dependsOn,
            changes: changes,
            precondition: precondition,
            impact: Impact(of: kind, steps, on: precondition)
        )
    }
}

extension ContainerPrecondition {
    fileprivate var exited: ContainerPrecondition {
        ContainerPrecondition(
            id: id,
            names: names,
            imageID: imageID,
            imageReference: imageReference,
            isAlive: false,
            networks: networks,
            mounts: mounts,
            users: users,
            configurationDigest: configurationDigest
        )
    }
}
