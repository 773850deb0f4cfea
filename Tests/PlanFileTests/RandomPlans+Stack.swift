import Domain

extension RandomPlans {
    /// What a stack's action makes or changes.
    mutating func stackTarget(_ index: Int, _ earlier: [Action]) -> Target {
        let name = "\(index)\(name())"
        switch number(0...8) {
        case 0: return made(Address(.image, name), .pull, .pullImage(reference: name, platform: optional { $0.name() }))
        case 1: return made(Address(.network, name), .create, .createNetwork(name: name, body: body()))
        case 2: return made(Address(.volume, name), .create, .createVolume(name: name, body: body()))
        case 3: return created(name, earlier)
        case 4: return started(name)
        case 5: return updated(name)
        case 6: return restored(name)
        case 7: return forgotten(name)
        default: return replaced(name, earlier)
        }
    }

    private func made(_ address: Address, _ kind: ActionKind, _ step: Step) -> Target {
        Target(address: address, kind: kind, steps: [step], precondition: .absent(address), class: .expected)
    }

    private mutating func created(_ name: String, _ earlier: [Action]) -> Target {
        let before = waits(for: earlier)
        let making = making(name, earlier)
        let address = Address(.container, name)
        let steps = before.steps + making.steps + (flag() ? [wait(.created(name: name))] : [])
        return Target(
            address: address,
            kind: .create,
            steps: steps,
            precondition: .absent(address),
            class: .expected,
            needs: before.needs + making.needs
        )
    }

    private mutating func replaced(_ name: String, _ earlier: [Action]) -> Target {
        let old = pinned("\(name)-and-its-id", names: [name])
        let before = waits(for: earlier)
        let making = making(name, earlier)
        let off = Step.updateContainer(id: old.id, body: ["RestartPolicy": ["Name": "no"]])
        let aside = Step.renameContainer(id: old.id, from: name, to: "\(old.id.prefix(12))_\(name)")
        let down = (flag() ? [off] : []) + (old.isAlive ? [stop(old.id)] : []) + [aside]
        let up = making.steps + [wait(.created(name: name)), .removeContainer(id: old.id)]
        return target(name, .replace, before.steps + down + up, old, needs: before.needs + making.needs)
    }

    private mutating func started(_ name: String) -> Target {
        let container = pinned("\(name)-and-its-id", names: [name])
        let start = Step.startContainer(.pinned(id: container.id))
        let shapes = [[start], [stop(container.id), start], [.unpauseContainer(id: container.id)]]
        let waiting = flag() ? [wait(.pinned(id: container.id))] : []
        return target(name, .start, shapes[number(0...2)] + waiting, container)
    }

    private mutating func updated(_ name: String) -> Target {
        let other = name + "-before"
        let container = pinned("\(name)-and-its-id", names: [flag() ? name : other])
        let isElsewhere = container.names == [other]
        let renames = isElsewhere ? [Step.renameContainer(id: container.id, from: other, to: name)] : []
        let leaves = container.networks.filter { !$0.name.isEmpty }.map {
            Step.disconnectNetwork(network: $0.name, networkID: $0.networkID, container: container.id)
        }
        let joins = list {
            Step.connectNetwork(network: $0.name(), container: .pinned(id: container.id), endpoint: $0.body())
        }
        let update = Step.updateContainer(id: container.id, body: ["Memory": .number(number(0...9_000))])
        let changes = (flag() || isElsewhere ? [] : [update]) + leaves + joins
        let start = flag() ? [Step.startContainer(.pinned(id: container.id))] : []
        return target(
            name,
            .update,
            renames + (renames.isEmpty && changes.isEmpty ? [update] : changes) + start,
            container
        )
    }

    private mutating func restored(_ name: String) -> Target {
        let id = "0123456789ab\(name)-and-its-id"
        let aside = "\(id.prefix(12))_\(name)"
        let back = Step.renameContainer(id: id, from: aside, to: name)
        let policy = Step.updateContainer(id: id, body: ["RestartPolicy": ["Name": .string(text())]])
        let steps = [back] + (flag() ? [policy] : []) + [.startContainer(.pinned(id: id))]
        return target(name, .restore, steps, pinned(id, names: [aside]))
    }

    /// A replacement's old container, whose successor runs.
    private mutating func forgotten(_ name: String) -> Target {
        let id = "0123456789ab\(name)-and-its-id"
        let container = pinned(id, names: ["\(id.prefix(12))_\(name)"])
        return Target(
            address: Address(.container, container.names[0]),
            kind: .delete,
            steps: [.removeContainer(id: id)],
            precondition: .container(container),
            class: .expected,
            reason: .setAside
        )
    }

    private func target(
        _ name: String,
        _ kind: ActionKind,
        _ steps: [Step],
        _ container: ContainerPrecondition,
        needs: [Address] = []
    ) -> Target {
        Target(
            address: Address(.container, name),
            kind: kind,
            steps: steps,
            precondition: .container(container),
            class: .expected,
            needs: needs
        )
    }
}
