import CoreTestSupport
import Domain

/// What brings a stack about, with the Engine's conflicts.
extension SimulatedEngine {
    mutating func make(_ step: Step) throws(Conflict) {
        switch step {
        case .pullImage(let reference, _): try pull(reference)
        case .createNetwork(let name, _): try createNetwork(name)
        case .createVolume(let name, _): try createVolume(name)
        case .createContainer(let name, let reference, let imageID, _, let body):
            try create(name, reference, imageID, body)
        case .startContainer(let target): try start(target)
        case .unpauseContainer(let id): try unpause(id)
        case .updateContainer(let id, let body): try update(id, body)
        case .renameContainer(let id, let from, let to): try rename(id, from, to)
        case .connectNetwork(let network, let target, let endpoint): try connect(network, target, endpoint)
        case .disconnectNetwork(let network, _, let id): try disconnect(network, id)
        case .waitContainer(let target, let condition, _): try wait(target, condition)
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork:
            try perform(step)
        }
    }

    private func index(_ target: ContainerTarget) throws(Conflict) -> Int {
        let found = containers.firstIndex { container in
            switch target {
            case .pinned(let id): container.id == id
            case .created(let name): container.name == name
            }
        }
        guard let found else { throw Conflict("404 container \(target.text)") }
        return found
    }

    private mutating func pull(_ reference: String) throws(Conflict) {
        guard !images.contains(where: { $0.bears(reference) }) else { throw Conflict("\(reference) is there") }
        images.append(Fixture.image(reference))
    }

    private mutating func createNetwork(_ name: String) throws(Conflict) {
        guard !networks.contains(where: { $0.name == name }) else { throw Conflict("409 network \(name)") }
        networks.append(Fixture.network(name, id: Fixture.id("new \(name)"), labels: .init(composeProject: "demo")))
    }

    private mutating func createVolume(_ name: String) throws(Conflict) {
        guard !volumes.contains(where: { $0.name == name }) else { throw Conflict("409 volume \(name)") }
        volumes.append(Fixture.volume(name, labels: .init(composeProject: "demo")))
    }

    private mutating func create(
        _ name: String,
        _ reference: String,
        _ imageID: String?,
        _ body: JSON
    ) throws(Conflict) {
        guard !containers.contains(where: { $0.names.contains(name) }) else { throw Conflict("409 name \(name)") }
        guard let image = images.first(where: { $0.bears(reference) }), imageID == nil || imageID == image.id else {
            throw Conflict("404 image \(reference)")
        }
        let id = Fixture.id("new \(name) \(containers.count) \(seed)")
        let container = made(name, id: id, image: reference, imageID: image.id, body: body, isNew: true)
        for volume in container.mounts.compactMap(\.volume) where !volumes.contains(where: { $0.name == volume }) {
            guard volume.utf8.count == 64 else { throw Conflict("404 volume \(volume)") }
            volumes.append(Fixture.volume(volume))
        }
        guard container.networks.allSatisfy({ !$0.networkID.isEmpty }) else { throw Conflict("404 network of \(name)") }
        containers.append(container)
    }

    private mutating func start(_ target: ContainerTarget) throws(Conflict) {
        let at = try index(target)
        let one = containers[at]
        guard one.state == .created || one.state == .exited else { throw Conflict("\(one.name) is \(one.state)") }
        let owner = one.networkMode.hasPrefix("container:") ? String(one.networkMode.dropFirst(10)) : nil
        if let owner, containers.first(where: { $0.id == owner })?.state != .running {
            throw Conflict("\(one.name) joins \(owner), which does not run")
        }
        // One that never ran knows its networks by name.
        for attachment in one.networks {
            let isThere = networks.contains {
                attachment.networkID.isEmpty ? $0.name == attachment.name : $0.id == attachment.networkID
            }
            guard isThere else { throw Conflict("404 network \(attachment.name) of \(one.name)") }
        }
        // A job is done at once.
        let isJob = one.name.hasSuffix("s-job")
        containers[at] = one.changed(state: isJob ? .exited : .running, exitCode: 0)
    }

    private mutating func unpause(_ id: String) throws(Conflict) {
        let at = try index(.pinned(id: id))
        guard containers[at].state == .paused else { throw Conflict("\(containers[at].name) is not paused") }
        let isJob = containers[at].name.hasSuffix("s-job")
        containers[at] = containers[at].changed(state: isJob ? .exited : .running, exitCode: 0)
    }

    private mutating func update(_ id: String, _ body: JSON) throws(Conflict) {
        let at = try index(.pinned(id: id))
        guard body["RestartPolicy"] == nil || containers[at].detail?.autoRemove != true else {
            throw Conflict("restart policy with AutoRemove")
        }
        containers[at] = containers[at].changed(attributes: SimulatedBody.updates(body))
    }

    private mutating func rename(_ id: String, _ from: String, _ to: String) throws(Conflict) {
        let at = try index(.pinned(id: id))
        guard containers[at].name == from else { throw Conflict("\(from) is named \(containers[at].name)") }
        guard !containers.contains(where: { $0.names.contains(to) }) else { throw Conflict("409 name \(to)") }
        containers[at] = containers[at].changed(name: to)
    }

    private mutating func connect(
        _ network: String,
        _ target: ContainerTarget,
        _ endpoint: JSON
    ) throws(Conflict) {
        let at = try index(target)
        let named = networks.filter { $0.name == network }
        guard named.count == 1 else { throw Conflict("\(named.count) networks \(network)") }
        guard !containers[at].networks.contains(where: { $0.name == network }) else {
            throw Conflict("403 already on \(network)")
        }
        let attachment = ObservedContainer.Attachment(name: network, networkID: named[0].id)
        containers[at] = containers[at].changed(
            attributes: [AttributeKey(.network, network): endpoint["Text"]?.string ?? "connected"],
            networks: containers[at].networks + [attachment]
        )
    }

    private mutating func disconnect(_ network: String, _ id: String) throws(Conflict) {
        let at = try index(.pinned(id: id))
        let left = containers[at].networks.filter { $0.name != network }
        guard left.count < containers[at].networks.count else { throw Conflict("403 not on \(network)") }
        containers[at] = containers[at].changed(attributes: [AttributeKey(.network, network): nil], networks: left)
    }

    private func wait(_ target: ContainerTarget, _ condition: WaitCondition) throws(Conflict) {
        let one = containers[try index(target)]
        let isJob = one.name.hasSuffix("s-job")
        let isDone = one.state == .exited && one.detail?.exitCode == 0 || isJob && one.state == .running
        switch condition {
        case .completed where !isDone: throw Conflict("\(one.name) did not complete")
        case .healthy where one.state != .running: throw Conflict("\(one.name) is \(one.state), not healthy")
        case .running where one.state != .running && !isDone: throw Conflict("\(one.name) is \(one.state)")
        case .completed, .healthy, .running: break
        }
    }
}
