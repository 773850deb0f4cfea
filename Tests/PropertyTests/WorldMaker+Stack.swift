import CoreTestSupport
import Domain

extension WorldMaker {
    /// A stack that names things of this world, for classification alone.
    mutating func declarations() -> DesiredStack {
        let names = distinct(Names.containers, atMost: 4)
        let volumes = distinct(Names.volumes, atMost: 3).map { declaredName($0) }
        let networks = distinct(Names.networks, atMost: 3).map { declaredName($0) }
        return DesiredStack(
            project: "staging",
            containers: names.map { name in
                Fixture.desired(name, image: wantedImage(), service: dice.pick(Names.services + [name]))
            },
            networks: networks.map { Fixture.desiredNetwork($0.key, name: $0.name) },
            volumes: volumes.map { Fixture.desiredVolume($0.key, name: $0.name) },
            variables: [],
            configFiles: "",
            workingDirectory: ""
        )
    }

    /// The key is part of the name, the whole of it, or nothing of it.
    private mutating func declaredName(_ name: String) -> (key: String, name: String) {
        switch dice.below(3) {
        case 0: (name, name)
        case 1: (name, "staging_\(name)")
        default: ("key-of-\(name)", name)
        }
    }

    private mutating func wantedImage() -> String {
        let tag = dice.pick(Names.tags)
        return switch dice.below(6) {
        case 0: "docker.io/library/\(tag)"
        case 1: "web@sha256:\(Fixture.id("digest"))"
        default: tag
        }
    }
}
