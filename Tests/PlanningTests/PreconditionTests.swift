import CoreTestSupport
import Domain
import Planning
import Testing

/// Preconditions pin every fact that a decision relied on.
@Suite struct `Preconditions` {
    private let container = Fixture.container(
        "test-c",
        image: "test-i:1",
        state: .running,
        volumes: ["test-v"],
        networks: [Fixture.attached("test-n"), Fixture.attached("bridge")]
    )

    private var planned: PlanningResult {
        plan(
            Fixture.host(
                [container, Fixture.container("test-s", sharing: "test-c")],
                images: [
                    Fixture.image("test-i:1", digests: ["test-i@sha256:1"]),
                    Fixture.image("test-k:1", parent: Fixture.imageID("test-i:1")),
                ],
                volumes: [Fixture.volume("test-v")],
                networks: [Fixture.network("test-n")]
            )
        )
    }

    @Test func `of a container`() {
        let expected = ContainerPrecondition(
            id: container.id,
            names: ["test-c"],
            imageID: Fixture.imageID("test-i:1"),
            imageReference: "test-i:1",
            isAlive: true,
            networks: [Fixture.attached("bridge"), Fixture.attached("test-n")],
            mounts: container.mounts,
            users: [Fixture.containerID("test-s")],
            configurationDigest: "hmac-sha256:\(Fixture.id("configuration test-c"))"
        )
        #expect(planned.action("container/test-c")?.precondition == .container(expected))
    }

    @Test func `of an image`() {
        let expected = ImagePrecondition(
            id: Fixture.imageID("test-i:1"),
            tags: ["test-i:1"],
            digests: ["test-i@sha256:1"],
            children: [Fixture.imageID("test-k:1")],
            users: [container.id]
        )
        #expect(planned.action("image/test-i:1")?.precondition == .image(expected))
    }

    @Test func `of a volume and a network`() {
        let volume = Fixture.volume("test-v")
        let network = Fixture.network("test-n")
        #expect(
            planned.action("volume/test-v")?.precondition == .volume(VolumePrecondition(volume, users: [container]))
        )
        #expect(
            planned.action("network/test-n")?.precondition == .network(NetworkPrecondition(network, users: [container]))
        )
    }

    @Test func `an action carries class, rule with its place, reason and the age that it relied on`() throws {
        let policy = Fixture.ownersPolicy {
            $0.deleteImages = ["scratch"]
            $0.ages = AgeThresholds(unnamedImageDays: 3, unnamedImagePosition: Fixture.at(9), unusedVolumeDays: 2)
        }
        let memory = Memory(
            imageUnusedSince: ["sha256:u": Fixture.days(ago: 3)],
            volumeUnusedSince: ["test-v": Fixture.days(ago: 5)]
        )
        let host = Fixture.host(
            images: [Fixture.image("scratch:1"), Fixture.image(id: "sha256:u")],
            volumes: [Fixture.volume("test-v")]
        )
        let planned = plan(host, policy, memory)
        let volume = try #require(planned.action("volume/test-v"))
        #expect(volume.class == .extraSafeDelete && volume.reason == .safePattern)
        #expect(volume.rule == Action.Rule(name: .safeToDeletePattern, pattern: "test-*", at: "ssot.yaml:303:7"))
        #expect(volume.age == Action.Age(firstUnused: Fixture.days(ago: 5), thresholdDays: 2))
        #expect(planned.action("image/scratch:1")?.reason == .deleteImagesMatching)
        #expect(planned.action("image/sha256:u")?.reason == .unnamedPastAge)
        #expect(planned.action("image/sha256:u")?.rule.at == "ssot.yaml:9:7")
    }

    @Test func `the impact says what is lost`() {
        func impact(_ address: String) -> Impact? { planned.action(address)?.impact }
        #expect(impact("container/test-c")?.downtime == true)
        #expect(impact("container/test-c")?.dataLoss == .containerLayer)
        #expect(impact("container/test-s")?.downtime == false)
        #expect(impact("volume/test-v")?.dataLoss == .volumeContent)
        #expect(impact("image/test-i:1")?.dataLoss == Impact.DataLoss.none)
        #expect(impact("image/test-k:1")?.dataLoss == .localImage)
        #expect(impact("network/test-n")?.reversible == true)
    }
}
