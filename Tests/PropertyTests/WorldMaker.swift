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
        let volumes = distinct(Names.volumes, atMost: 5).map { volume($0) }
        let networks = someNetworks()
        let containers = someContainers(images, volumes, networks)
        let host = Fixture.host(
            containers,
            images: images,
            volumes: volumes,
            networks: networks,
            incomplete: someIncomplete()
        )
        let stack = dice.percent(50) ? declarations() : nil
        let policy = policy()
        return World(
            seed: seed,
            host: host,
            policy: stack.map { policy.adding(stack: $0) } ?? policy,
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

    private mutating func volume(_ name: String) -> ObservedVolume {
        let own = labels()
        return Fixture.volume(
            name,
            driver: dice.percent(4) ? "csi" : "local",
            options: name == "test-nfs" || dice.percent(4) ? ["device", "o"] : [],
            labels: name == "test-labelled" ? ObservedLabels(isAnonymousVolume: true) : own
        )
    }

    private mutating func someNetworks() -> [ObservedNetwork] {
        distinct(Names.networks, atMost: 4).enumerated().map { index, name in
            Fixture.network(
                name,
                id: Fixture.id("\(name) \(index) \(seed)"),
                scope: name == "test-overlay" ? "swarm" : "local",
                isIngress: dice.percent(2),
                labels: labels()
            )
        }
    }

    private mutating func someIncomplete() -> [ObservedHost.IncompleteResource] {
        if dice.percent(2) { return [.init(address: Address(.container, "odd"), id: "odd", field: "State")] }
        return dice.percent(6) ? [.init(address: Address(.volume, "odd"), id: "odd", field: "Driver")] : []
    }
}
