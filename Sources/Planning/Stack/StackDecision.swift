import Classification
import Domain

/// Decides what brings a host to its stack: networks, volumes and images first, then every container by itself, then
/// the consequences for the containers that depend on it.
struct StackDecision {
    private let host: StackView

    init(_ classified: ClassifiedHost, _ desired: DesiredStack, _ input: PlanningInput) {
        host = StackView(classified, desired, input)
    }

    func decide() -> Decision {
        let needs = ChangePropagation(host: host).settled
        let parts = StackResources(host: host, needs: needs)
        let ends = ReplacementEnds(host: host, needs: needs)
        let containers = StackActions(host: host, needs: needs, parts: parts, ends: ends).actions
        return Decision(
            actions: parts.actions + containers + ends.actions,
            omissions: parts.omissions + StackOmissions(host: host, needs: needs).all
                + StackLeftovers(host: host).omissions + ends.omissions,
            companions: companions(containers)
        )
    }

    /// For a container, the actions of those that share its namespaces: a replacement must take them along.
    private func companions(_ actions: [Action]) -> [Address: [Address]] {
        let followers = actions.filter { $0.kind == .replace || $0.reason == .dependencyReplaced }
        let pairs = followers.flatMap { action in
            (host.wanted(action.address.name)?.sharesWith ?? []).map { (Address(.container, $0), action.address) }
        }
        return Dictionary(pairs.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    }
}

/// Turns what the containers of a stack need into actions.
struct StackActions {
    let host: StackView
    let needs: [String: ContainerChange]
    let parts: StackResources
    let ends: ReplacementEnds

    var actions: [Action] {
        host.desired.containers.compactMap { wanted in needs[wanted.name].flatMap { action(wanted, $0) } }
    }

    private func action(_ wanted: DesiredContainer, _ need: ContainerChange) -> Action? {
        let steps = ContainerSteps(host: host, needs: needs, wanted: wanted).steps(for: need)
        guard let kind = need.kind, let precondition = precondition(wanted, need), !steps.isEmpty else { return nil }
        var action = Action(
            address: Address(.container, wanted.name),
            kind: kind,
            reason: reason(need),
            class: .expected,
            rule: rule(wanted, need),
            age: nil,
            steps: steps,
            dependsOn: dependencies(wanted, need),
            changes: need.changes,
            precondition: precondition,
            impact: Impact(of: kind, steps, on: precondition)
        )
        action.findings = StackFindings(host: host, needs: needs).findings(of: action, wanted)
        return action
    }

    private func precondition(_ wanted: DesiredContainer, _ need: ContainerChange) -> Precondition? {
        guard let container = need.observed else { return .absent(Address(.container, wanted.name)) }
        return container.detail.map {
            .container(ContainerPrecondition(container, $0, users: host.users(of: container)))
        }
    }

    private func reason(_ need: ContainerChange) -> ActionReason {
        switch need {
        case .nothing, .blocked, .create: .missing
        case .start: .notRunning
        case .update(_, let changes, _): changes.reason
        case .replace(_, _, let reason, _): reason
        case .restart: .dependencyReplaced
        case .restore: .setAside
        }
    }

    private func rule(_ wanted: DesiredContainer, _ need: ContainerChange) -> Action.Rule {
        let judged = need.observed.flatMap { host.verdict(on: $0) }?.rule
        return Action.Rule(
            name: judged?.name ?? .inStack,
            pattern: judged?.pattern ?? wanted.name,
            at: judged?.origin.description ?? wanted.position.description
        )
    }

    /// The actions of this plan that must be done before.
    private func dependencies(_ wanted: DesiredContainer, _ need: ContainerChange) -> [Address] {
        let containers = (wanted.dependencies.map(\.container) + wanted.sharesWith)
            .filter { needs[$0]?.kind != nil }.map { Address(.container, $0) }
        let networks = host.desired.networks.filter { wanted.uses(network: $0.name) }.map { Address(.network, $0.name) }
        let volumes = host.desired.volumes.filter { wanted.mounts(volume: $0.name) }.map { Address(.volume, $0.name) }
        let image = Address(.image, ImageReference.shown(wanted.image))
        let made = (networks + volumes + [image]).filter(parts.addresses.union(host.madeByOthers).contains)
        return Set(containers + made + ends.before(wanted.name)).subtracting([Address(.container, wanted.name)])
            .sorted()
    }
}

extension ContainerChange {
    var kind: ActionKind? {
        switch self {
        case .nothing, .blocked: nil
        case .create: .create
        case .start, .restart: .start
        case .update: .update
        case .replace: .replace
        case .restore: .restore
        }
    }
}
