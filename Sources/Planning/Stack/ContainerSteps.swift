internal import Domain

/// Writes down the calls that one container of the stack needs.
struct ContainerSteps {
    let host: StackHost
    let needs: [String: ContainerNeed]
    let wanted: DesiredContainer

    func steps(for need: ContainerNeed) -> [Step] {
        switch need {
        case .nothing, .blocked: []
        case .create: dependencyWaits + creation(body: wanted.body) + ownWait(.created(name: wanted.name))
        case .start(let container, _): dependencyWaits + start(container)
        case .restart(let container): dependencyWaits + [stop(container)] + start(container)
        case .update(let container, let changes): update(container, changes)
        case .replace(let container, _, _): dependencyWaits + replacement(of: container)
        case .restore(let container): restoration(of: container)
        }
    }

    // MARK: - Making

    private func creation(body: JSON) -> [Step] {
        let target = ContainerTarget.created(name: wanted.name)
        let create = Step.createContainer(
            name: wanted.name,
            reference: wanted.image,
            imageID: host.imageID(of: wanted.image),
            platform: wanted.platform,
            body: body
        )
        let connects = wanted.connections.dropFirst().map {
            Step.connectNetwork(network: $0.network, container: target, endpoint: $0.endpoint)
        }
        return [create] + connects + [.startContainer(target)]
    }

    /// The old one is set aside, cannot come back by itself, and goes only when the new one is well.
    private func replacement(of old: ObservedContainer) -> [Step] {
        let policy = old.detail?.attributes[.restart] ?? "no"
        let disarm = policy == "no" ? [] : [Step.updateContainer(id: old.id, body: RestartPolicy.body("no"))]
        let aside = StackHost.setAsideName(wanted.name, of: old.id)
        return disarm + (old.state.isAlive ? [stop(old)] : [])
            + [.renameContainer(id: old.id, from: old.name, to: aside)]
            + creation(body: AnonymousVolumes(host: host, wanted: wanted, old: old).body)
            + [replacementWait(.created(name: wanted.name)), .removeContainer(id: old.id)]
    }

    private func restoration(of container: ObservedContainer) -> [Step] {
        let policy = wanted.attributes[.restart] ?? "no"
        let isArmed = container.detail?.attributes[.restart] ?? "no" == policy
        return [.renameContainer(id: container.id, from: container.name, to: wanted.name)]
            + (isArmed ? [] : [.updateContainer(id: container.id, body: RestartPolicy.body(policy))])
            + (container.state.isAlive ? [] : dependencyWaits + start(container))
    }

    // MARK: - Changing in place

    private func update(_ container: ObservedContainer, _ changes: [Action.AttributeChange]) -> [Step] {
        let rename =
            container.name.hasSameBytes(as: wanted.name)
            ? [] : [Step.renameContainer(id: container.id, from: container.name, to: wanted.name)]
        let body = UpdateBody(wanted: wanted, container: container).body(for: changes)
        let limits = body.map { [Step.updateContainer(id: container.id, body: $0)] } ?? []
        let isStarted = changes.contains { $0.attribute.family == .state }
        return rename + limits + changes.filter { $0.attribute.family == .network }.flatMap { reconnect(container, $0) }
            + (isStarted ? dependencyWaits + start(container) : [])
    }

    private func reconnect(_ container: ObservedContainer, _ change: Action.AttributeChange) -> [Step] {
        guard let network = change.attribute.member else { return [] }
        let old = container.networks.first { $0.name.hasSameBytes(as: network) }.map {
            Step.disconnectNetwork(network: network, networkID: $0.networkID, container: container.id)
        }
        let new = wanted.connections.first { $0.network.hasSameBytes(as: network) }.map {
            Step.connectNetwork(network: network, container: .pinned(id: container.id), endpoint: $0.endpoint)
        }
        return [old, new].compactMap(\.self)
    }

    private func start(_ container: ObservedContainer) -> [Step] {
        let target = ContainerTarget.pinned(id: container.id)
        let call =
            container.state == .paused ? Step.unpauseContainer(id: container.id) : Step.startContainer(target)
        return [call] + ownWait(target)
    }

    private func stop(_ container: ObservedContainer) -> Step {
        .stopContainer(
            id: container.id,
            graceSeconds: container.detail?.stopTimeout.map(GracePeriod.bounded),
            removesItself: false
        )
    }

    // MARK: - Waiting

    /// Always all of them: how another container is right now moves by itself, and a plan must not.
    private var dependencyWaits: [Step] {
        wanted.dependencies.sorted { $0.container.precedesInBytes($1.container) }.compactMap { dependency in
            guard let target = target(dependency.container) else { return nil }
            switch dependency.condition {
            case .started: return nil
            case .healthy: return .waitContainer(target, until: .healthy, seconds: WaitTime.healthy)
            case .completed: return .waitContainer(target, until: .completed, seconds: WaitTime.completed)
            }
        }
    }

    private func target(_ name: String) -> ContainerTarget? {
        guard let need = needs[name] else { return nil }
        if need.makesAnew { return .created(name: name) }
        return (need.observed ?? host.container(named: name)).map { .pinned(id: $0.id) }
    }

    /// After a start where nothing is lost when it fails: a second of running is enough without a health check, and whoever
    /// needs a job's result waits for it.
    private func ownWait(_ target: ContainerTarget) -> [Step] {
        wanted.isJob ? [] : [wait(target, stableSeconds: 1)]
    }

    /// Before the old container goes: a job must have succeeded.
    private func replacementWait(_ target: ContainerTarget) -> Step {
        wanted.isJob
            ? .waitContainer(target, until: .completed, seconds: WaitTime.completed) : wait(target, stableSeconds: 10)
    }

    private func wait(_ target: ContainerTarget, stableSeconds: Int) -> Step {
        hasHealthcheck
            ? .waitContainer(target, until: .healthy, seconds: WaitTime.healthy)
            : .waitContainer(target, until: .running(stableSeconds: stableSeconds), seconds: WaitTime.running)
    }

    private var hasHealthcheck: Bool {
        let own = wanted.attributes[AttributeKey(.healthcheck, "test")]
        let images = host.container(named: wanted.name).map { host.defaults(of: $0) }
        return wanted.hasHealthcheck && (own ?? images?[AttributeKey(.healthcheck, "test")]) != nil
    }
}

/// How long a wait may take, in seconds.
enum WaitTime {
    static let running = 60
    static let healthy = 300
    static let completed = 600
}
