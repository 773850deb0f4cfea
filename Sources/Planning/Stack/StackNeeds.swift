internal import Domain

/// What every container of the stack needs, once it is settled what follows from the others.
struct StackNeeds {
    let host: StackHost
    let comparesSealed: Bool

    /// By container name. Each round can only make more containers new or blocked, so it ends.
    var settled: [String: ContainerNeed] {
        let judgement = ContainerJudgement(host: host, comparesSealed: comparesSealed)
        let containers = host.desired.containers
        let alone = containers.map { ($0.name, judgement.need(of: $0)) }
        var needs = Dictionary(alone, uniquingKeysWith: { first, _ in first })
        for _ in containers {
            let changed = containers.compactMap { wanted in
                following(wanted, needs).map { (wanted.name, $0) }
            }
            guard !changed.isEmpty else { break }
            for (name, need) in changed { needs[name] = need }
        }
        return needs
    }

    /// Another need than before, because of what others need; `nil` where nothing follows.
    private func following(_ wanted: DesiredContainer, _ needs: [String: ContainerNeed]) -> ContainerNeed? {
        guard let own = needs[wanted.name], !own.isBlocked else { return nil }
        if let missing = missingDependency(of: wanted, own, needs) { return .blocked(missing) }
        guard !own.makesAnew, let container = own.observed ?? host.container(named: wanted.name), isOurs(container)
        else { return nil }
        if wanted.sharesWith.contains(where: { needs[$0]?.makesAnew ?? false }) {
            return comparesSealed ? .replace(container, own.changes, .dependencyReplaced) : nil
        }
        let isRestarted = wanted.dependencies.contains { $0.restarts && needs[$0.container]?.isReplaced ?? false }
        guard case .nothing = own, isRestarted, container.state.isAlive else { return nil }
        return .restart(container)
    }

    /// What is to be started needs what it depends on: there, or coming.
    private func missingDependency(
        of wanted: DesiredContainer,
        _ own: ContainerNeed,
        _ needs: [String: ContainerNeed]
    ) -> String? {
        guard own.starts else { return nil }
        let names = wanted.dependencies.filter(\.isRequired).map(\.container) + wanted.sharesWith
        let missing = names.first { name in
            guard let need = needs[name] else { return true }
            return need.isBlocked && host.container(named: name)?.state != .running
        }
        return missing.map { "it needs \(Address(.container, $0)), which is not running and not planned" }
    }

    private func isOurs(_ container: ObservedContainer) -> Bool {
        guard let verdict = host.verdict(on: container) else { return false }
        return verdict.class == .expected && !verdict.notes.contains(.foreign) && container.detail != nil
    }
}

extension ContainerNeed {
    fileprivate var isBlocked: Bool {
        guard case .blocked = self else { return false }
        return true
    }

    fileprivate var isReplaced: Bool {
        guard case .replace = self else { return false }
        return true
    }

    fileprivate var starts: Bool {
        switch self {
        case .create, .start, .replace: true
        case .update(_, let changes): changes.contains { $0.attribute.family == .state }
        case .nothing, .restart, .restore, .blocked: false
        }
    }

    /// The differences that it removes.
    var changes: [Action.AttributeChange] {
        switch self {
        case .start(_, let changes), .update(_, let changes), .replace(_, let changes, _): changes
        case .nothing, .create, .restart, .restore, .blocked: []
        }
    }
}
