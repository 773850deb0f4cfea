import CoreTestSupport
import Domain

/// Draws one world. Objects first, then the containers that use them, then the rules and the memory about them.
struct WorldMaker {
    var dice: Dice
    let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        dice = Dice(seed: seed)
    }

    mutating func world() -> World {
        let images = someImages()
        let volumeNames = distinct(Names.volumes, atMost: 5)
        let volumes = volumeNames.map { volume($0, beside: volumeNames) }
        let networks = someNetworks()
        let containers = someContainers(images, volumes, networks)
        let host = Fixture.host(
            containers,
            images: images,
            volumes: volumes,
            networks: networks,
            incomplete: someIncomplete(),
            swarm: someSwarm(images, volumes, networks),
            own: dice.percent(12) ? dice.any(of: containers)?.id : nil
        )
        let stack = dice.percent(50) ? declarations() : nil
        let policy = policy()
        return World(
            seed: seed,
            host: host,
            policy: stack.map { policy.reading([$0]) } ?? policy,
            memory: memory(of: host),
            stack: stack
        )
    }

    mutating func distinct(_ names: [String], atMost limit: Int) -> [String] {
        Array(dice.shuffled(names).prefix(dice.below(limit) + 2))
    }

    mutating func labels(_ chance: Int = 25) -> ObservedLabels {
        guard dice.percent(chance) else { return .none }
        let project = dice.percent(60) ? dice.pick(Names.projects) : nil
        return ObservedLabels(
            composeProject: project,
            composeService: project != nil && dice.percent(60) ? dice.pick(Names.services) : nil,
            protect: dice.percent(12),
            isOurs: dice.percent(15),
            isSwarm: dice.percent(12),
            isOneOff: dice.percent(6)
        )
    }

    private mutating func volume(_ name: String, beside names: [String]) -> ObservedVolume {
        let own = labels()
        let hasDevice = name == "test-nfs" || dice.percent(4)
        return Fixture.volume(
            name,
            driver: dice.percent(4) ? "csi" : "local",
            options: hasDevice ? ["device", "o"] : [],
            labels: name == "test-labelled" ? ObservedLabels(isAnonymousVolume: true) : own,
            liesIn: hasDevice && dice.percent(50) ? [dice.pick(names)] : [],
            lastChanged: dice.percent(15) ? Fixture.days(ago: dice.pick([0, 3, 7, 30])) : nil
        )
    }

    /// On most hosts none; now and then one that cannot be read.
    private mutating func someSwarm(
        _ images: [ObservedImage],
        _ volumes: [ObservedVolume],
        _ networks: [ObservedNetwork]
    ) -> SwarmView {
        guard dice.percent(10) else { return SwarmView(isUnreadable: dice.percent(3)) }
        let network = dice.any(of: networks)
        let service = SwarmView.Service(
            name: "web",
            images: dice.percent(60) ? [reference(to: dice.pick(images))] : [],
            volumes: dice.percent(50) ? [dice.any(of: volumes)?.name].compactMap(\.self) : [],
            networks: dice.percent(50) ? [network?.id, network?.name].compactMap(\.self) : []
        )
        return SwarmView(services: [service])
    }

    private mutating func someNetworks() -> [ObservedNetwork] {
        let names = distinct(Names.networks, atMost: 4)
        let ids = names.enumerated().map { Fixture.id("\($0.element) \($0.offset) \(seed)") }
        return names.enumerated().map { index, name in
            Fixture.network(
                name,
                id: ids[index],
                driver: dice.percent(80) ? "bridge" : "macvlan",
                scope: name == "test-overlay" ? "swarm" : "local",
                isIngress: dice.percent(2),
                labels: labels(),
                configFrom: dice.percent(6) ? dice.pick(names) : nil,
                parent: dice.percent(8)
                    ? dice.pick(["eth0", "br-own", "br-\(dice.pick(ids).prefix(12))", "br-own.7"]) : nil,
                bridge: dice.percent(6) ? "br-own" : nil
            )
        }
    }

    private mutating func someIncomplete() -> [ObservedHost.IncompleteResource] {
        if dice.percent(2) { return [.init(address: Address(.container, "odd"), id: "odd", field: "State")] }
        return dice.percent(6) ? [.init(address: Address(.volume, "odd"), id: "odd", field: "Driver")] : []
    }
}
