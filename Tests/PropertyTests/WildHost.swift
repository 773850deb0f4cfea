import CoreTestSupport
import Domain

/// A host whose names are drawn from everything that Docker takes, odd and ordinary ones together.
struct WildHost {
    private var dice: Dice
    private let seed: UInt64

    static func random(_ seed: UInt64) -> ObservedHost {
        var wild = WildHost(dice: Dice(seed: seed), seed: seed)
        return wild.host()
    }

    private mutating func host() -> ObservedHost {
        let images = (0..<dice.below(7) + 1).map { image($0) }
        let volumes = distinct(dice.below(6)) { $0.volumeName() }.map { name in
            Fixture.volume(name, labels: dice.percent(5) ? ObservedLabels(isAnonymousVolume: true) : labels(20))
        }
        let networks = (["bridge", "host", "none"] + distinct(dice.below(6)) { $0.networkName() }).enumerated().map {
            Fixture.network($0.element, id: Fixture.id("\($0.offset) \(seed)"), labels: labels(20))
        }
        let containers = distinct(dice.below(9)) { $0.name() }.map { container($0, images, volumes, networks) }
        return Fixture.host(
            containers,
            images: images,
            volumes: volumes,
            networks: networks,
            own: dice.percent(10) ? dice.any(of: containers)?.id : nil
        )
    }

    private mutating func container(
        _ name: String,
        _ images: [ObservedImage],
        _ volumes: [ObservedVolume],
        _ networks: [ObservedNetwork]
    ) -> ObservedContainer {
        let image = dice.pick(images)
        let attached = (0..<dice.below(3)).map { _ in dice.pick(networks) }
        let distinct = Dictionary(attached.map { ($0.id, $0) }) { first, _ in first }.values
        return Fixture.container(
            name,
            id: Fixture.id("\(name) \(seed)"),
            image: reference(to: image),
            imageID: image.id,
            state: dice.pick([.running, .running, .exited, .created, .paused, .restarting, .dead]),
            labels: labels(50),
            volumes: (0..<dice.below(3)).compactMap { _ in dice.any(of: volumes)?.name },
            networks: distinct.map { .init(name: $0.name, networkID: $0.id) }
        )
    }

    private mutating func image(_ index: Int) -> ObservedImage {
        let tags = (0..<dice.pick([0, 1, 1, 2])).map { _ in "\(repository()):\(tag())" }
        return ObservedImage(
            id: "sha256:\(Fixture.id("image \(index) \(seed)"))",
            tags: Set(tags).sortedByBytes(),
            digests: dice.percent(30) ? ["\(repository())@sha256:\(Fixture.id("digest \(index)"))"] : [],
            parentID: "",
            labels: labels(10)
        )
    }

    private mutating func reference(to image: ObservedImage) -> String {
        guard dice.percent(75), let tag = dice.any(of: image.tags) else {
            let hex = image.id.dropFirst(7)
            return dice.pick([
                image.id, String(hex.prefix(12)), String(hex.prefix(4)), "gone:1", "repo/x@\(image.id)",
                "repo/x:1@\(image.id)",
            ])
        }
        return dice.percent(20) ? "docker.io/library/\(tag)" : tag
    }

    /// Values that a label may have: anything.
    private mutating func labels(_ chance: Int) -> ObservedLabels {
        guard dice.percent(chance) else { return .none }
        return ObservedLabels(
            composeProject: dice.pick([nil, "shop", "prod-shop", "stable.web", "test-x", networkName()]),
            composeService: dice.pick([nil, "web", "prod", networkName()]),
            protect: dice.percent(10),
            isSwarm: dice.percent(8),
            isOneOff: dice.percent(8),
            composeConfigFiles: dice.pick([nil, "/srv/shop/compose.yaml", "/a b/x.yml,/ö/[1].yml", networkName()])
        )
    }

    private mutating func distinct(_ count: Int, _ draw: (inout WildHost) -> String) -> [String] {
        var seen: Set<[UInt8]> = []
        return (0..<count).map { _ in draw(&self) }.filter { seen.insert(Array($0.utf8)).inserted }
    }
}

extension WildHost {
    private static let beginnings = [
        "", "", "", "prod-", "Prod_", "PROD.", "stable-", "ipai.", "odoo-erp-prod", "test-", "tmp-", "experiment-",
        "Test-", "own-", "a.prod-", "no", "true", "1e3", "0x1F", "2001-01-01", "1_000", "0o7", "y",
    ]
    private static let letters = Array("abcxyzABCXYZ0189_.-").map(String.init)
    private static let marks = Array(
        "\"\\'#&*![]{}%@`|>?:,~ \t\n\u{0}\u{7f}\u{85}\u{a0}\u{200b}\u{2028}\u{202e}\u{feff}éß漢🙂e\u{301}-="
    )
    .map { String($0) }

    /// `[a-zA-Z0-9][a-zA-Z0-9_.-]+`
    private mutating func name() -> String {
        let beginning = dice.pick(WildHost.beginnings)
        let first = beginning.isEmpty ? dice.pick(["a", "Z", "0", "9"]) : ""
        return beginning + first + text(of: WildHost.letters, dice.below(8) + 1)
    }

    private mutating func volumeName() -> String {
        dice.percent(10) ? Fixture.id("volume \(dice.below(1_000))") : name()
    }

    /// The Engine wants no more of a network's name than that it is not blank.
    private mutating func networkName() -> String {
        guard dice.percent(60) else { return name() }
        if dice.percent(3) { return String(repeating: "n", count: 300) }
        if dice.percent(3) { return String(repeating: dice.pick(["[", "{", "[{"]), count: 90) }
        return dice.pick(["", "&a ", "*a ", "- ", "a: ", "? ", "# "]) + text(of: WildHost.marks, dice.below(6) + 1)
            + "n"
    }

    private mutating func repository() -> String {
        let registry = dice.pick([
            "", "", "", "localhost:5000/", "ghcr.io/acme/", "10.0.0.1:443/", "docker.io/library/",
        ])
        let beginning = dice.pick(["", "", "", "prod-", "stable-", "test-", "tmp-", "ipai-", "own-"])
        return registry + beginning + text(of: ["a", "b", "0", "x"], 2)
            + dice.pick(["", "", "-web", "__x", ".y", "/z"])
    }

    private mutating func tag() -> String {
        dice.pick(["latest", "1", "18.0", "V1_RC", "_x", "prod", "stable-alpine"]) + dice.pick(["", "", "-B", ".0"])
    }

    private mutating func text(of pieces: [String], _ count: Int) -> String {
        (0..<count).map { _ in dice.pick(pieces) }.joined()
    }
}
