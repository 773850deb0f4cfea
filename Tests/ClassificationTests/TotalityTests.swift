import Classification
import CoreTestSupport
import Domain
import Testing

@Suite struct `Totality` {
    @Test func `every resource has one verdict, every tag its own, and counts count these`() {
        let host = Fixture.host(
            [Fixture.container("a")],
            images: [Fixture.image("b:1", "b:2"), Fixture.image(id: "sha256:c")],
            volumes: [Fixture.volume("d")],
            networks: [Fixture.network("bridge"), Fixture.network("e")],
            incomplete: [.init(address: Address(.volume, "odd"), id: "odd", field: "Driver")]
        )
        let judged = judge(host)
        #expect(
            judged.resources.map(\.address.description) == [
                "container/a", "image/b:1", "image/b:2", "image/sha256:c", "volume/d", "volume/odd", "network/bridge",
                "network/e",
            ]
        )
        #expect(judged.counts[.image, .unknown] == 3)
        #expect(judged.counts[.protected] == 1)
        #expect(judged.counts.total == 8)
    }

    @Test func `an empty host has an empty verdict`() {
        let judged = judge(Fixture.host(), Fixture.policy())
        #expect(judged.resources.isEmpty && judged.missing.isEmpty && judged.directProtection.isEmpty)
    }
}
