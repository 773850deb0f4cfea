import Domain

/// Removes containers that an unfinished replacement set aside and that no other action takes up, once the container
/// that bears the name is as the stack wants it.
struct ReplacementEnds {
    let host: StackView
    let needs: [String: ContainerChange]

    var actions: [Action] { findings.compactMap(\.action) }

    /// The removals that must precede the start of the container with this name: those of containers that still run.
    func before(_ name: String) -> [Address] {
        let alive = Set(host.setAside(of: name).filter(\.state.isAlive).map(\.id))
        return actions.filter { alive.contains($0.precondition.objectID) }.map(\.address)
    }

    var omissions: [Omission] { findings.compactMap(\.omission) }

    private enum Finding {
        case goes(Action)
        case stays(Omission)

        var action: Action? {
            guard case .goes(let action) = self else { return nil }
            return action
        }

        var omission: Omission? {
            guard case .stays(let omission) = self else { return nil }
            return omission
        }
    }

    private var findings: [Finding] {
        host.desired.containers.flatMap { wanted in
            host.setAside(of: wanted.name).filter { $0.id != needs[wanted.name]?.observed?.id }.map { old in
                finding(old, wanted)
            }
        }
    }

    private struct Obstacle: Error {
        let reason: String
    }

    private func finding(_ old: ObservedContainer, _ wanted: DesiredContainer) -> Finding {
        do throws(Obstacle) {
            return .goes(try removal(of: old, wanted))
        } catch {
            let replaced = Address(.container, wanted.name)
            let text = "set aside by a replacement of \(replaced) that did not end; \(error.reason)"
            return .stays(Omission(old.address, .setAside, text))
        }
    }

    private func removal(of old: ObservedContainer, _ wanted: DesiredContainer) throws(Obstacle) -> Action {
        let name = Address(.container, wanted.name)
        if let reason = ReplacementEnds.obstacle(old, host) { throw Obstacle(reason: reason) }
        guard let verdict = host.verdict(on: old), let detail = old.detail else {
            throw Obstacle(reason: "it is not judged")
        }
        guard let need = needs[wanted.name], !need.isBlocked else {
            throw Obstacle(reason: "it is kept until \(name) is as the stack wants it")
        }
        let successor = need.observed ?? host.container(named: wanted.name)
        guard need.kind != nil || successor.map(isOurs) == true else {
            throw Obstacle(reason: "what bears the name is not ours")
        }
        let users = host.users(of: old)
        if let left = users.first(where: { needs[host.givenName(of: $0)]?.makesAnew != true }) {
            throw Obstacle(reason: "\(left.address) uses its namespaces or its volumes")
        }
        // A running container is removed first, before another one on its volumes is started.
        let isFirst = old.state.isAlive || need.kind == nil
        let after = (isFirst ? [] : [name]) + users.map { Address(.container, host.givenName(of: $0)) }
        // Where the successor needs no change, no other action waits for it to be well, so this one does.
        let wait = need.kind == nil ? successor.map { wellness(of: $0, wanted) } : nil
        let steps = (wait.map { [$0] } ?? []) + CleanupDecision.steps(old, detail)
        let precondition = Precondition.container(ContainerPrecondition(old, detail, users: users))
        return removal(of: old, by: verdict.rule, as: verdict.class, after: after, steps, precondition)
    }

    private func removal(
        of old: ObservedContainer,
        by rule: DecidingRule,
        as resourceClass: ResourceClass,
        after: [Address],
        _ steps: [Step],
        _ precondition: Precondition
    ) -> Action {
        Action(
            address: old.address,
            kind: .delete,
            reason: .setAside,
            class: resourceClass,
            rule: Action.Rule(rule),
            age: nil,
            steps: steps,
            dependsOn: Set(after).sorted(),
            changes: [],
            precondition: precondition,
            impact: Impact(of: .delete, steps, on: precondition)
        )
    }

    /// Why the container set aside cannot be removed, whatever the rest of the plan does; `nil` where it can.
    static func obstacle(_ old: ObservedContainer, _ host: StackView) -> String? {
        guard let verdict = host.verdict(on: old), verdict.class == .expected, !verdict.notes.contains(.foreign) else {
            return "it is not ours to remove"
        }
        guard let detail = old.detail else { return "it was not inspected" }
        if old.state == .removing { return "the Engine is removing it" }
        guard old.state.isAlive else { return nil }
        // Stopping a container with `AutoRemove` removes its anonymous volumes too.
        if detail.autoRemove { return "it removes itself when it stops" }
        return host.users(of: old).first.map { "\($0.address) uses its namespaces or its volumes" }
    }

    private func wellness(of successor: ObservedContainer, _ wanted: DesiredContainer) -> Step {
        ContainerSteps(host: host, needs: needs, wanted: wanted).wellness(of: .pinned(id: successor.id))
    }

    private func isOurs(_ container: ObservedContainer) -> Bool {
        guard let verdict = host.verdict(on: container) else { return false }
        return verdict.class == .expected && !verdict.notes.contains(.foreign)
    }
}
