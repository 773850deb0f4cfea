import CoreTestSupport
import Domain
import Planning
import Testing

@Suite struct `Selection and completeness` {
    private let host = Fixture.host(
        [
            Fixture.container("test-c", image: "test-i:1", volumes: ["test-v"]), Fixture.container("test-d"),
            Fixture.container("odoo-staging", image: "odoo:18.0-1", labels: .init(composeProject: "staging")),
            Fixture.container("odoo-staging-db", image: "postgres:16-alpine", labels: .init(composeProject: "staging")),
        ],
        images: [
            Fixture.image("test-i:1", "test-i:2"), Fixture.image("odoo:18.0-1"), Fixture.image("postgres:16-alpine"),
        ],
        volumes: ["test-v", "test-w"].map { Fixture.volume($0) }
            + ["odoo-staging-db-data", "odoo-staging-filestore"].map {
                Fixture.volume($0, labels: .init(composeProject: "staging"))
            },
        networks: [Fixture.network("odoo-staging-network", labels: .init(composeProject: "staging"))]
    )

    @Test func `everything is planned, and a plan without omissions is complete`() {
        let planned = plan(host)
        #expect(planned.plan.actions.count == 6)
        #expect(planned.plan.complete && planned.plan.applyable)
        #expect(planned.plan.omissions.map(\.description) == [])
    }

    @Test func `a target brings what it needs and nothing else`() {
        let planned = plan(host, targets: ["volume/test-v"])
        #expect(planned.actions == ["delete container/test-c", "delete volume/test-v"])
        #expect(!planned.plan.complete)
        #expect(planned.plan.omissions.map(\.description).contains("container/test-d: delete was not selected"))
        #expect(plan(host, targets: ["container/*"]).actions == ["delete container/test-c", "delete container/test-d"])
    }

    @Test func `an exclusion takes with it what needs the excluded`() {
        let planned = plan(host, exclusions: ["container/test-c"])
        #expect(planned.actions == ["delete container/test-d", "delete volume/test-w"])
        #expect(planned.plan.omissions.map(\.description).contains("volume/test-v: delete was not selected"))
        #expect(plan(host, targets: ["volume/*"], exclusions: ["container/*"]).actions == ["delete volume/test-w"])
    }

    @Test func `a container that could not be inspected is left alone with all that it uses`() {
        let blind = Fixture.host(
            [Fixture.container("test-c", image: "test-i:1", volumes: ["test-v"], inspected: false)],
            images: [Fixture.image("test-i:1")],
            volumes: [Fixture.volume("test-v"), Fixture.volume("test-w")]
        )
        let planned = plan(blind)
        #expect(planned.actions == ["delete volume/test-w"])
        #expect(planned.plan.omissions.map(\.description).contains("container/test-c: not inspected"))
    }

    @Test func `a plan of the stack deletes nothing`() {
        #expect(plan(host, mode: .stack).plan.actions == [])
        #expect(plan(host, mode: .stack).plan.applyable == false)
        #expect(plan(host, mode: .cleanup).plan.actions == plan(host, mode: .all).plan.actions)
    }

    @Test func `what is missing makes a plan incomplete, and what is foreign does not where no stack would change it`()
    {
        let planned = plan(Fixture.host([Fixture.container("odoo-staging")]))
        #expect(!planned.plan.complete && !planned.plan.applyable)
        #expect(!planned.plan.omissions.map(\.description).contains { $0.hasPrefix("container/odoo-staging:") })
        #expect(
            planned.plan.omissions.map(\.description).contains { $0.hasPrefix("container/odoo-staging-db: missing") }
        )
        #expect(planned.plan.omissions.map(\.description) == planned.plan.omissions.map(\.description).sorted())
    }

    @Test func `the order of the lists makes no difference`() {
        let reversed = Fixture.host(
            host.containers.reversed(),
            images: host.images.reversed(),
            volumes: host.volumes.reversed(),
            networks: host.networks.reversed()
        )
        #expect(plan(reversed).plan == plan(host).plan)
        #expect(plan(reversed).classified == plan(host).classified)
    }
}
