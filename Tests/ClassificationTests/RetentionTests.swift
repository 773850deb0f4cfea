import Classification
import CoreTestSupport
import Domain
import Testing

/// An object is not deletable while something that stays uses it.
@Suite struct `In use` {
    @Test func `a stopped container that stays holds its volumes and networks`() {
        let host = Fixture.host(
            [Fixture.container("keeper", volumes: ["test-v"], networks: [Fixture.attached("test-n")])],
            volumes: [Fixture.volume("test-v"), Fixture.volume("test-free")],
            networks: [Fixture.network("test-n")]
        )
        let judged = judge(host)
        #expect(judged.verdict("volume/test-v") == "unknown in_use")
        #expect(judged.verdict("network/test-n") == "unknown in_use")
        #expect(judged.verdict("volume/test-free") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `a container that was never started holds the network that it names`() {
        let host = Fixture.host(
            [Fixture.container("keeper", state: .created, networks: [Fixture.named("test-n")])],
            networks: [Fixture.network("test-n")]
        )
        #expect(judge(host).verdict("network/test-n") == "unknown in_use")
    }

    @Test func `a user that leaves holds nothing`() throws {
        let host = Fixture.host(
            [Fixture.container("test-c", volumes: ["test-v"])],
            volumes: [Fixture.volume("test-v")]
        )
        let volume = try #require(judge(host)[Address(.volume, "test-v")])
        #expect(volume.class == .extraSafeDelete)
        #expect(volume.usedBy.map(\.user) == [.object(Address(.container, "test-c"))])
    }

    @Test func `an owner of namespaces stays with its sharers, along the whole chain`() {
        func judged(_ last: String) -> ClassifiedHost {
            judge(
                Fixture.host(
                    [
                        Fixture.container("test-a", volumes: ["test-v"]),
                        Fixture.container("test-b", sharing: Fixture.containerID("test-a")),
                        Fixture.container("test-c", owners: [Fixture.containerID("test-b")]),
                        Fixture.container(last, sharing: "test-c"),
                    ],
                    volumes: [Fixture.volume("test-v")]
                )
            )
        }
        for address in ["container/test-a", "container/test-b", "container/test-c", "volume/test-v"] {
            #expect(judged("keeper").verdict(address) == "unknown in_use")
            #expect(judged("test-d").verdict(address) == "extra_safe_delete safe_to_delete_patterns")
        }
    }

    @Test func `a namespace may be named by a short ID`() {
        let owner = Fixture.containerID("test-a")
        let host = Fixture.host([
            Fixture.container("test-a"), Fixture.container("keeper", sharing: String(owner.prefix(12))),
        ])
        #expect(judge(host).verdict("container/test-a") == "unknown in_use")
    }

    @Test func `containers that share with each other leave together`() {
        let host = Fixture.host([
            Fixture.container("test-a", sharing: "test-b"), Fixture.container("test-b", sharing: "test-a"),
            Fixture.container("test-self", sharing: "test-self"),
        ])
        for name in ["test-a", "test-b", "test-self"] {
            #expect(judge(host).verdict("container/\(name)") == "extra_safe_delete safe_to_delete_patterns")
        }
    }

    @Test func `a resource that could not be read is unknown`() throws {
        let image = ObservedHost.IncompleteResource(address: Address(.image, "test-x:1"), id: "sha256:x", field: "Id")
        let judged = judge(Fixture.host(volumes: [Fixture.volume("test-v")], incomplete: [image]))
        #expect(judged.verdict("image/test-x:1") == "unknown incomplete_observation")
        #expect(judged[image.address]?.rule.pattern == "Id")
        #expect(judged.verdict("volume/test-v") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `a container that could not be read may use anything`() {
        let unreadable = ObservedHost.IncompleteResource(address: Address(.container, "odd"), id: "1", field: "State")
        let policy = Fixture.ownersPolicy { $0.ages = AgeThresholds(unnamedImageDays: 0) }
        let host = Fixture.host(
            [Fixture.container("test-c")],
            images: [Fixture.image("test-i:1"), Fixture.image(id: "sha256:u")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n")],
            incomplete: [unreadable]
        )
        let judged = judge(host, policy)
        for address in ["container/test-c", "image/test-i:1", "image/sha256:u", "volume/test-v", "network/test-n"] {
            #expect(judged.verdict(address) == "unknown in_use")
        }
    }
}
