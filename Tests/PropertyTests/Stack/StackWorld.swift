import CoreTestSupport
import Domain

/// A random stack beside a random world, with some of its containers there already, and not all of them as they should
/// be.
struct StackWorld {
    let seed: UInt64
    let host: ObservedHost
    let policy: Policy
    let memory: Memory
    let stack: DesiredStack

    static func random(_ seed: UInt64) -> StackWorld {
        var maker = StackMaker(seed: seed)
        return maker.world()
    }

    func with(host: ObservedHost) -> StackWorld {
        StackWorld(seed: seed, host: host, policy: policy, memory: memory, stack: stack)
    }
}

/// Draws a stack, then the containers that it has already.
struct StackMaker {
    private var dice: Dice
    private let seed: UInt64
    private static let names = ["s-app", "s-cache", "s-db", "s-job", "s-vpn", "s-web"]
    private static let images = ["stack-a:1", "stack-b:1", "stack-gone:1", "prod-base:1"]

    init(seed: UInt64) {
        self.seed = seed
        dice = Dice(seed: seed)
    }

    mutating func world() -> StackWorld {
        let beside = World.random(seed)
        let names = StackMaker.names.filter { _ in dice.percent(60) }
        let stack = DesiredStack(
            project: "demo",
            containers: names.enumerated().map { index, name in container(name, after: Array(names.prefix(index))) },
            networks: ["front", "back"].map {
                Fixture.desiredNetwork($0, isExternal: $0 == "back" && dice.percent(20))
            },
            volumes: [Fixture.desiredVolume("data")],
            variables: [],
            configFiles: "/srv/compose.yaml",
            workingDirectory: "/srv"
        )
        let networks = ["demo_front", "demo_back"].filter { _ in dice.percent(80) }.map {
            Fixture.network($0, id: Fixture.id("\($0) \(seed)"), labels: .init(composeProject: "demo"))
        }
        let images = images()
        let members = stack.containers.compactMap { member($0, images, networks) }
        let containers = members + stack.containers.compactMap { unended($0, images, networks) }
        let host = Fixture.host(
            beside.host.containers + containers,
            images: beside.host.images + images,
            volumes: beside.host.volumes + volumes(containers),
            networks: beside.host.networks + networks
        )
        let policy = beside.policy.reading([stack])
        return StackWorld(seed: seed, host: host, policy: policy, memory: beside.memory, stack: stack)
    }

    private mutating func images() -> [ObservedImage] {
        let volume = AttributeSet([AttributeKey(.mount, "/image"): "volume (anonymous) rw"])
        return StackMaker.images.filter { $0 != "stack-gone:1" && dice.percent(90) }.map {
            Fixture.image(
                $0,
                id: dice.percent(80) ? nil : "sha256:moved \($0)",
                defaults: $0 == "stack-a:1" ? volume : .empty
            )
        }
    }

    // MARK: - What is wanted

    private mutating func container(_ name: String, after others: [String]) -> DesiredContainer {
        let isJob = name == "s-job"
        let owner = dice.percent(25) ? dice.any(of: others.filter { $0 != "s-job" }) : nil
        let networks = owner == nil ? ["demo_front", "demo_back"].filter { _ in dice.percent(50) } : []
        var wanted = values()
        for network in networks { wanted[AttributeKey(.network, network)] = dice.pick(["connected", "aliases=a"]) }
        wanted[AttributeKey(.networkMode)] = owner.map { "container:\($0)" } ?? networks.first ?? "none"
        if dice.percent(40) {
            wanted[AttributeKey(.mount, "/d")] = dice.pick(["volume demo_data rw", "volume (anonymous) rw"])
        }
        let dependencies = others.filter { _ in dice.percent(30) }.map { other in
            DesiredContainer.Dependency(
                container: other,
                condition: other == "s-job" ? .completed : dice.pick([.started, .healthy]),
                isRequired: dice.percent(80),
                restarts: dice.percent(30)
            )
        }
        return DesiredContainer(
            service: name,
            name: name,
            image: dice.percent(88) ? dice.pick(["stack-a:1", "stack-b:1"]) : dice.pick(StackMaker.images),
            pull: dice.percent(80) ? .missing : .never,
            platform: nil,
            isBuilt: false,
            body: SimulatedBody.json(wanted, name: name, spec: "v1:\(dice.below(3))"),
            attributes: AttributeSet(wanted),
            shown: [:],
            connections: networks.map { network in
                let text = wanted[AttributeKey(.network, network)] ?? ""
                return .init(network: network, endpoint: ["Text": .string(text)])
            },
            dependencies: dependencies,
            sharesWith: [owner].compactMap(\.self),
            hasHealthcheck: false,
            isJob: isJob,
            stopGraceSeconds: nil,
            position: Fixture.at(700)
        )
    }

    private mutating func values() -> [AttributeKey: String] {
        let choices: [(AttributeKey, [String])] = [
            (AttributeKey(.memory), ["100", "200"]), (AttributeKey(.cpuShares), ["5", "6"]),
            (AttributeKey(.restart), ["always", "no"]), (AttributeKey(.environment, "A"), ["1", "2"]),
            (AttributeKey(.label, "l"), ["x", "y"]), (AttributeKey(.user), ["1000"]),
            (AttributeKey(.logDriver), ["none"]),
        ]
        return choices.reduce(into: [:]) { values, choice in
            if dice.percent(30) { values[choice.0] = dice.pick(choice.1) }
        }
    }

    // MARK: - What is there

    private mutating func member(
        _ wanted: DesiredContainer,
        _ images: [ObservedImage],
        _ networks: [ObservedNetwork]
    ) -> ObservedContainer? {
        guard dice.percent(80) else { return nil }
        let id = Fixture.id("\(wanted.name) \(seed)")
        let name =
            switch dice.below(12) {
            case 0: aside(wanted, id)
            case 1: "renamed-\(wanted.name)"
            default: wanted.name
            }
        return member(wanted, images, networks, id: id, name: name)
    }

    /// What replacements left that never ended, ours and Compose's.
    private mutating func unended(
        _ wanted: DesiredContainer,
        _ images: [ObservedImage],
        _ networks: [ObservedNetwork]
    ) -> ObservedContainer? {
        guard dice.percent(12) else { return nil }
        let id = Fixture.id("unended \(wanted.name) \(seed)")
        return member(wanted, images, networks, id: id, name: aside(wanted, id))
    }

    private mutating func aside(_ wanted: DesiredContainer, _ id: String) -> String {
        let other = String(Fixture.id("other \(wanted.name)").prefix(12))
        return switch dice.below(6) {
        case 0: "\(other)_\(wanted.name)"
        case 1: "\(other)_\(id.prefix(12))_\(wanted.name)"
        case 2: "\(other)_demo_\(wanted.service)_1"
        case 3: "\(other)_demo-\(wanted.service)-1"
        default: "\(id.prefix(12))_\(wanted.name)"
        }
    }

    private mutating func member(
        _ wanted: DesiredContainer,
        _ images: [ObservedImage],
        _ networks: [ObservedNetwork],
        id: String,
        name: String
    ) -> ObservedContainer {
        let engine = SimulatedEngine(Fixture.host(images: images, networks: networks), seed: seed)
        let drifted = drifted(wanted.attributes.values)
        let container = engine.made(
            name,
            id: id,
            image: wanted.image,
            imageID: dice.percent(70) ? images.first { $0.bears(wanted.image) }?.id ?? "sha256:gone" : "sha256:gone",
            body: SimulatedBody.json(drifted, name: wanted.name, spec: "v1:\(dice.below(3))")
        )
        let isForeign = dice.percent(4)
        return container.changed(
            state: dice.pick([.running, .running, .running, .exited, .created, .paused, .dead, .restarting]),
            exitCode: dice.below(2),
            labels: isForeign ? .init(composeProject: "shop") : nil,
            autoRemove: dice.percent(4)
        )
    }

    private mutating func drifted(_ wanted: [AttributeKey: String]) -> [AttributeKey: String] {
        guard dice.percent(60) else { return wanted }
        var drifted = wanted.merging(values()) { mine, other in dice.percent(50) ? mine : other }
        // The log driver does not drift here: planning judges values that the Engine fills in by those of the other
        // containers, and an apply may change these first, so that a second plan would be needed.
        drifted[AttributeKey(.logDriver)] = wanted[AttributeKey(.logDriver)]
        if dice.percent(20), let key = drifted.keys.sorted().first(where: { $0.family != .networkMode }) {
            drifted[key] = nil
        }
        return drifted
    }

    private func volumes(_ containers: [ObservedContainer]) -> [ObservedVolume] {
        let anonymous = Set(containers.flatMap(\.mounts).compactMap(\.volume)).subtracting(["demo_data"])
        return anonymous.sorted().map { Fixture.volume($0) }
    }
}
