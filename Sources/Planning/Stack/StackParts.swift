internal import Domain

/// Networks, volumes and images of the stack: what is missing is made or pulled, and what differs is told. None of them is
/// ever recreated, because containers that are not ours may use it, and data lie in it.
struct StackParts {
    let host: StackHost
    let needs: [String: ContainerNeed]
    let comparesSealed: Bool

    var actions: [Action] { networks + volumes + pulls }

    var addresses: Set<Address> { Set(actions.map(\.address)) }

    var omissions: [String] {
        host.desired.networks.compactMap(omission) + host.desired.volumes.compactMap(omission)
    }

    private var networks: [Action] {
        host.desired.networks.filter { !$0.isExternal && host.network(named: $0.name) == nil }.map { network in
            creation(
                Address(.network, network.name),
                .createNetwork(name: network.name, body: network.body),
                network.position,
                network.key
            )
        }
    }

    private var volumes: [Action] {
        host.desired.volumes.filter { !$0.isExternal && !host.hasVolume($0.name) }.map { volume in
            creation(
                Address(.volume, volume.name),
                .createVolume(name: volume.name, body: volume.body),
                volume.position,
                volume.key
            )
        }
    }

    /// Once for every reference that a container is made from and that is not there.
    private var pulls: [Action] {
        let makers = host.desired.containers.filter { needs[$0.name]?.makesAnew ?? false }
        let missing = makers.filter { host.imageID(of: $0.image) == nil }
        let byReference = Dictionary(missing.map { ($0.image, $0) }, uniquingKeysWith: { first, _ in first })
        return byReference.values.sorted { $0.image.precedesInBytes($1.image) }.map { container in
            creation(
                Address(.image, container.image),
                .pullImage(reference: container.image, platform: container.platform),
                container.position,
                container.service,
                kind: .pull
            )
        }
    }

    private func creation(
        _ address: Address,
        _ step: Step,
        _ position: SourcePosition,
        _ key: String,
        kind: ActionKind = .create
    ) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: .missing,
            class: .expected,
            rule: Action.Rule(name: .inStack, pattern: key, at: position.description),
            age: nil,
            steps: [step],
            dependsOn: [],
            changes: [],
            precondition: .absent(address),
            impact: Impact(downtime: false, dataLoss: .none, reversible: true, backup: .none)
        )
    }

    private func omission(_ network: DesiredNetwork) -> String? {
        guard let observed = host.network(named: network.name) else {
            return network.isExternal ? "\(Address(.network, network.name)): external, and not there" : nil
        }
        let attributes = network.isExternal ? [] : differing(network.attributes, observed.attributes, "bridge")
        guard !attributes.isEmpty else { return nil }
        return "\(Address(.network, network.name)): differs in \(attributes.joined(separator: ", ")); "
            + "a network is made anew by hand only: stop its containers, remove it, and plan again"
    }

    private func omission(_ volume: DesiredVolume) -> String? {
        guard let observed = host.volume(named: volume.name) else {
            return volume.isExternal ? "\(Address(.volume, volume.name)): external, and not there" : nil
        }
        let attributes = volume.isExternal ? [] : differing(volume.attributes, observed.attributes, "local")
        guard !attributes.isEmpty else { return nil }
        return "\(Address(.volume, volume.name)): differs in \(attributes.joined(separator: ", ")); "
            + "a volume is never recreated: copy its data to one of another name, and use that"
    }

    /// What the stack sets and the host has otherwise. Labels cannot be changed and change nothing.
    private func differing(_ wanted: AttributeSet, _ observed: AttributeSet, _ driver: String) -> [String] {
        wanted.keys.filter { key in
            guard key.family != .label, let value = wanted[key] else { return false }
            let live = observed[key] ?? (key == AttributeKey(.driver) ? driver : nil)
            let isComparable = !AttributeSet.isSealed(value) || comparesSealed
            return isComparable && live.map { !$0.hasSameBytes(as: value) } ?? true
        }.map(\.description)
    }
}
