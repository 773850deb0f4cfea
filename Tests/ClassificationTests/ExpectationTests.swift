import Classification
import CoreTestSupport
import Domain
import Testing

/// What the SSOT allows, under Compose's own naming.
@Suite struct `Expected` {
    private let ours = ObservedLabels(composeProject: "staging", composeService: "db")

    @Test(arguments: ["odoo-staging-db-data", "staging_odoo-staging-db-data"])
    func `an allowed volume is expected plain and with the project's prefix`(name: String) {
        let judged = judge(Fixture.host(volumes: [Fixture.volume(name, labels: ours)]))
        #expect(judged.verdict("volume/\(name)") == "expected allowed_volumes")
    }

    @Test(arguments: ["odoo-staging-network", "staging_odoo-staging-network"])
    func `an allowed network is expected plain and with the project's prefix`(name: String) {
        let judged = judge(Fixture.host(networks: [Fixture.network(name, labels: ours)]))
        #expect(judged.verdict("network/\(name)") == "expected networks")
    }

    @Test(arguments: ["other_odoo-staging-db-data", "odoo-staging-db-data2", "Odoo-staging-db-data"])
    func `a name beside the allowed one is not expected`(name: String) {
        let judged = judge(Fixture.host(volumes: [Fixture.volume(name)]))
        #expect(judged.verdict("volume/\(name)") == "unknown no_rule")
    }

    // `18.0-*` does not match the plain tag `18.0`.
    @Test func `an image tag is compared by the glob as written`() {
        let images = ["odoo:18.0-20260101", "odoo:18.0", "docker.io/library/odoo:18.0-2", "ghcr.io/odoo:18.0-1"]
        let judged = judge(Fixture.host(images: images.map { Fixture.image($0) }))
        #expect(judged.verdict("image/odoo:18.0-20260101") == "expected allowed_images")
        #expect(judged.verdict("image/docker.io/library/odoo:18.0-2") == "expected allowed_images")
        #expect(judged.verdict("image/odoo:18.0") == "unknown no_rule")
        #expect(judged.verdict("image/ghcr.io/odoo:18.0-1") == "unknown no_rule")
    }

    @Test func `Compose's own name of a service is expected in our project alone`() {
        let policy = Fixture.policy {
            $0.project = "staging"
            $0.allowedContainers = ["db"]
        }
        let theirs = ObservedLabels(composeProject: "other", composeService: "db")
        let host = Fixture.host([
            Fixture.container("staging-db-1", labels: ours), Fixture.container("other-db-1", labels: theirs),
        ])
        #expect(judge(host, policy).verdict("container/staging-db-1") == "expected allowed_containers")
        #expect(judge(host, policy).verdict("container/other-db-1") == "unknown no_rule")
    }

    @Test func `what an expected container uses is expected, of its image only the tag that it was created from`() {
        let host = Fixture.host(
            [
                Fixture.container(
                    "odoo-staging",
                    image: "test-odoo:1",
                    labels: ours,
                    volumes: ["test-v"],
                    networks: [Fixture.attached("test-n")]
                )
            ],
            images: [Fixture.image("test-odoo:1", "test-odoo:2")],
            volumes: [Fixture.volume("test-v")],
            networks: [Fixture.network("test-n")]
        )
        let judged = judge(host)
        for address in ["image/test-odoo:1", "volume/test-v", "network/test-n"] {
            #expect(judged.verdict(address) == "expected used_by_expected")
        }
        #expect(judged.verdict("image/test-odoo:2") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    @Test func `an untagged image of an expected container is expected`() {
        let host = Fixture.host(
            [Fixture.container("odoo-staging", image: "odoo:18.0-1", imageID: "sha256:old", labels: ours)],
            images: [Fixture.image(id: "sha256:old")]
        )
        #expect(judge(host).verdict("image/sha256:old") == "expected used_by_expected")
    }

    @Test func `whose an expected object is makes no difference where no stack would change it`() {
        let other = ObservedLabels(composeProject: "other")
        let host = Fixture.host(
            [Fixture.container("odoo-staging", labels: other), Fixture.container("odoo-staging-db")],
            images: [Fixture.image("odoo:18.0-1")],
            volumes: [Fixture.volume("odoo-staging-db-data", labels: .init(isOurs: true))]
        )
        let judged = judge(host)
        #expect(judged.verdict("container/odoo-staging") == "expected allowed_containers")
        #expect(judged.verdict("container/odoo-staging-db") == "expected allowed_containers")
        #expect(judged.verdict("volume/odoo-staging-db-data") == "expected allowed_volumes")
        #expect(judged.verdict("image/odoo:18.0-1") == "expected allowed_images")
    }

    @Test func `what is allowed and not there is missing`() {
        let host = Fixture.host(
            [Fixture.container("odoo-staging", labels: ours)],
            images: [Fixture.image("postgres:16-alpine")],
            volumes: [Fixture.volume("staging_odoo-staging-filestore", labels: ours)]
        )
        #expect(
            judge(host).missing.map(\.description) == [
                "container/odoo-staging-db", "image/odoo:18.0-*", "volume/odoo-staging-db-data",
                "network/odoo-staging-network",
            ]
        )
    }
}
