package import Domain

/// Builds observed objects and hosts in one line each. Everything that a test does not set has an unremarkable default:
/// a local volume, a bridge network, an exited container that was inspected, no labels.
package enum Fixture {
    /// The moment of every observation that names no other.
    package static let now = Timestamp(secondsSince1970: 1_900_000_000)

    /// 64 hexadecimal digits that depend on the text alone, as the Engine's IDs look.
    package static func id(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        let block = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        return String(repeating: block, count: 4)
    }

    package static func imageID(_ text: String) -> String { "sha256:\(id("image \(text)"))" }

    package static func days(ago days: Int, seconds: Int64 = 0) -> Timestamp {
        now.adding(days: -days).adding(seconds: seconds)
    }

    package static func host(
        _ containers: [ObservedContainer] = [],
        images: [ObservedImage] = [],
        volumes: [ObservedVolume] = [],
        networks: [ObservedNetwork] = [],
        incomplete: [ObservedHost.IncompleteResource] = [],
        swarm: SwarmView = .inactive,
        unseen: UnseenVolumes = .none,
        own: String? = nil,
        at moment: Timestamp = now
    ) -> ObservedHost {
        ObservedHost(
            engine: EngineIdentity(id: "ENGINE", name: "staging-1"),
            observedAt: moment,
            containers: containers,
            images: images,
            volumes: volumes,
            networks: networks,
            incomplete: incomplete,
            swarm: swarm,
            unseenVolumes: unseen,
            ownContainerID: own
        )
    }
}
