import Domain

/// Writes down the calls that one container of the stack needs.
struct ContainerSteps {
    let host: StackView
    let needs: [String: ContainerChange]
    let wanted: DesiredContainer

    func steps(for need: ContainerChange) -> [Step] {
        switch need {
        case .nothing, .blocked: []
        case .create: dependencyWaits + creation(body: wanted.body) + ownWait(.created(name: wanted.name))
        case .start(let container, _): dependencyWaits + start(container)
        case .restart(let container): dependencyWaits + [stop(container)] + start(container)
        case .update(let container, let changes, let restarts): update(container, changes, restarts)
        case .replace(let container, _, _, let halfMade): dependencyWaits + replacement(of: container, halfMade)
        case .restore(let container, let changes, let starts): restoration(of: container, changes, starts)
        }
    }

    // MARK: - Making

    private func creation(body: JSON) -> [Step] {
        let target = ContainerTarget.created(name: wanted.name)
        let create = Step.createContainer(
            name: wanted.name,
            reference: wanted.image,
            imageID: host.image(of: wanted.image)?.id,
            platform: wanted.platform,
            body: body
        )
        let made = body["NetworkingConfig"]?["EndpointsConfig"]
        let connects = wanted.connections.filter { made?[$0.network] == nil }.map {
            Step.connectNetwork(network: $0.network, container: target, endpoint: $0.endpoint)
        }
        return [create] + connects + [.startContainer(target)]
    }

    /// The old container loses its restart policy, is stopped and renamed, and is removed only once the new one is
    /// well. The unfinished new container of an earlier replacement is removed before the new one is made.
    private func replacement(of old: ObservedContainer, _ halfMade: ObservedContainer?) -> [Step] {
        let policy = old.detail?.attributes[.restart] ?? "no"
        let disarm = policy == "no" ? [] : [Step.updateContainer(id: old.id, body: RestartPolicy.body("no"))]
        let aside = SetAsideName.name(wanted.name, of: old.id)
        let isAside = old.name.hasSameBytes(as: aside)
        return disarm + (old.state.isAlive ? [stop(old)] : [])
            + (isAside ? [] : [.renameContainer(id: old.id, from: old.name, to: aside)])
            + (halfMade.map(removal) ?? [])
            + creation(body: AnonymousVolumes(host: host, wanted: wanted, old: old).body)
            + [replacementWait, .removeContainer(id: old.id)]
    }

    private func removal(of container: ObservedContainer) -> [Step] {
        (container.state.isAlive ? [stop(container)] : []) + [.removeContainer(id: container.id)]
    }

    private func restoration(
        of container: ObservedContainer,
        _ changes: [Action.AttributeChange],
        _ starts: Bool
    ) -> [Step] {
        [.renameContainer(id: container.id, from: container.name, to: wanted.name)] + inPlace(container, changes)
            + (starts ? dependencyWaits + start(container) : [])
    }

    // MARK: - Changing in place

    private func update(_ container: ObservedContainer, _ changes: [Action.AttributeChange], _ restarts: Bool) -> [Step]
    {
        let isRenamed = changes.contains { $0.attribute.family == .containerName }
        let rename = Step.renameContainer(id: container.id, from: container.name, to: wanted.name)
        let isStarted = changes.contains { $0.attribute.family == .state }
        return (isRenamed ? [rename] : []) + inPlace(container, changes)
            + (isStarted || restarts ? dependencyWaits : []) + (restarts ? [stop(container)] : [])
            + (isStarted || restarts ? start(container, isStopped: restarts) : [])
    }

    private func inPlace(_ container: ObservedContainer, _ changes: [Action.AttributeChange]) -> [Step] {
        let body = UpdateBody(wanted: wanted, container: container).body(for: changes)
        let networks = changes.filter { $0.attribute.family == .network }.flatMap { reconnect(container, $0) }
        return (body.map { [Step.updateContainer(id: container.id, body: $0)] } ?? []) + networks
    }

    private func reconnect(_ container: ObservedContainer, _ change: Action.AttributeChange) -> [Step] {
        guard let network = change.attribute.member else { return [] }
        let old = container.networks.first { $0.name.hasSameBytes(as: network) }.map {
            Step.disconnectNetwork(network: network, networkID: $0.networkID, container: container.id)
        }
        guard wanted.attributes[change.attribute] != nil else { return [old].compactMap(\.self) }
        let endpoint = wanted.connections.first { $0.network.hasSameBytes(as: network) }?.endpoint
        let new = Step.connectNetwork(network: network, container: .pinned(id: container.id), endpoint: endpoint ?? [:])
        return [old, new].compactMap(\.self)
    }

    private func start(_ container: ObservedContainer, isStopped: Bool = false) -> [Step] {
        let target = ContainerTarget.pinned(id: container.id)
        guard container.state != .paused || isStopped else {
            // Its health check failed while it was frozen, and says so until the next probe.
            let wait = Step.waitContainer(target, until: .running(stableSeconds: 1), seconds: WaitTime.running)
            return [.unpauseContainer(id: container.id), wait]
        }
        return [.startContainer(target)] + ownWait(target)
    }

    private func stop(_ container: ObservedContainer) -> Step {
        .stopContainer(
            id: container.id,
            graceSeconds: container.detail?.graceSeconds,
            removesItself: false
        )
    }

    // MARK: - Waiting

    /// The waits do not depend on the present state of a dependency: it changes by itself, and a plan must not.
    private var dependencyWaits: [Step] {
        wanted.dependencies.sorted { $0.container.precedesInBytes($1.container) }.compactMap { dependency in
            guard let target = target(dependency), isAwaited(dependency) else { return nil }
            switch dependency.condition {
            case .started: return nil
            case .healthy: return .waitContainer(target, until: .healthy, seconds: WaitTime.healthy)
            case .completed: return .waitContainer(target, until: .completed, seconds: WaitTime.completed)
            }
        }
    }

    private func target(_ dependency: DesiredContainer.Dependency) -> ContainerTarget? {
        guard let need = needs[dependency.container] else { return nil }
        if need.makesAnew { return .created(name: dependency.container) }
        return (need.observed ?? host.standing(dependency.container)).map { .pinned(id: $0.id) }
    }

    /// Whether the dependency is waited for. Like Compose, the plan goes on without one that is not required and will
    /// not run.
    private func isAwaited(_ dependency: DesiredContainer.Dependency) -> Bool {
        dependency.isRequired || host.runs(dependency.container, after: needs[dependency.container])
    }

    /// The wait after a start. A failure loses nothing here, so one second of running is enough without a health check.
    /// A job that other containers wait for needs no wait of its own.
    private func ownWait(_ target: ContainerTarget) -> [Step] {
        if host.isAwaitedToEnd(wanted.name) { return [] }
        return [
            hasHealthcheck
                ? .waitContainer(target, until: .healthy, seconds: WaitTime.healthy)
                : .waitContainer(target, until: .running(stableSeconds: 1), seconds: WaitTime.running)
        ]
    }

    /// The wait after which the old container is removed. Waiting for "running" also accepts exit code 0 of a container
    /// that restarts on failure, since it may be a job.
    private var replacementWait: Step { wellness(of: .created(name: wanted.name)) }

    /// The wait until a replacement does its work: completed, healthy, or running for ten seconds.
    func wellness(of target: ContainerTarget) -> Step {
        if host.isAwaitedToEnd(wanted.name) {
            return .waitContainer(target, until: .completed, seconds: WaitTime.completed)
        }
        return hasHealthcheck
            ? .waitContainer(target, until: .healthy, seconds: WaitTime.healthy)
            : .waitContainer(target, until: .running(stableSeconds: 10), seconds: WaitTime.running)
    }

    /// Whether the container has a health check, of its own or of a local image. The image is unknown until it is
    /// pulled, and a wait for "healthy" also accepts a container without a health check.
    private var hasHealthcheck: Bool {
        let key = AttributeKey(.healthcheck, "test")
        if let own = wanted.attributes[key] { return own != "NONE" }
        guard wanted.hasHealthcheck, let image = host.image(of: wanted.image) else { return wanted.hasHealthcheck }
        return image.defaults?[key].map { $0 != "NONE" } ?? (image.defaults == nil)
    }
}

/// How long a wait may take, in seconds.
enum WaitTime {
    static let running = 60
    static let healthy = 300
    static let completed = 600
}
