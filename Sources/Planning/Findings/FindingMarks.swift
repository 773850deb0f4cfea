import Domain

/// Completes the findings of a plan's actions: what each costs is added, and what the SSOT accepts is marked.
struct FindingMarks {
    private let actions: [Action]
    private let host: ObservedHost
    private let policy: FindingPolicy

    init(_ actions: [Action], _ host: ObservedHost, _ policy: FindingPolicy) {
        self.actions = actions
        self.host = host
        self.policy = policy
    }

    var marked: [Action] {
        actions.map { action in
            var action = action
            let costs = action.findingsOfCosts(keeping: used(besides: action))
            action.findings = policy.judged(action.findings + costs, of: action.address)
            return action
        }
    }

    /// The volumes of the containers that this plan does not remove.
    private func used(besides action: Action) -> Set<String> {
        guard !action.anonymousVolumesLeft.isEmpty else { return [] }
        let removed = Set(
            actions.flatMap(\.steps).compactMap { step -> String? in
                guard case .container(let id) = step.removed else { return nil }
                return id
            }
        )
        return Set(host.containers.filter { !removed.contains($0.id) }.flatMap(\.mounts).compactMap(\.volume))
    }
}
