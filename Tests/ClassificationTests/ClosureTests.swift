import Classification
import CoreTestSupport
import Domain
import Testing

/// What a directly protected container uses is protected too. The protection goes one step only: what the used object
/// uses is not protected by it.
@Suite struct `Protection by closure` {
    @Test func `image, tags, volumes, networks and shared namespaces of a protected container are protected`() {
        let prod = Fixture.container(
            "prod-web",
            image: "test-web:1",
            volumes: ["test-data"],
            networks: [Fixture.attached("test-net")],
            sharing: Fixture.containerID("test-owner"),
            owners: [Fixture.containerID("test-pid")]
        )
        let host = Fixture.host(
            [prod, Fixture.container("test-owner"), Fixture.container("test-pid")],
            images: [Fixture.image("test-web:1", "test-web:2")],
            volumes: [Fixture.volume("test-data")],
            networks: [Fixture.network("test-net")]
        )
        let judged = judge(host)
        for address in [
            "image/test-web:1", "image/test-web:2", "volume/test-data", "network/test-net", "container/test-owner",
            "container/test-pid",
        ] { #expect(judged.verdict(address) == "protected used_by_protected") }
    }

    @Test func `an untagged image of a protected container is protected`() {
        let host = Fixture.host(
            [Fixture.container("prod-web", image: "sha256:a", imageID: "sha256:a")],
            images: [Fixture.image(id: "sha256:a")]
        )
        let policy = Fixture.policy { $0.ages = AgeThresholds(unnamedImageDays: 0) }
        #expect(judge(host, policy).verdict("image/sha256:a") == "protected used_by_protected")
    }

    @Test func `protection goes one hop and no further`() {
        let host = Fixture.host(
            [
                Fixture.container("prod-web", volumes: ["shared"]),
                Fixture.container("test-reader", volumes: ["shared", "test-own"]),
            ],
            volumes: [Fixture.volume("shared"), Fixture.volume("test-own")]
        )
        let judged = judge(host)
        #expect(judged.verdict("volume/shared") == "protected used_by_protected")
        #expect(judged.verdict("container/test-reader") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("volume/test-own") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `the other objects of a protected container's project are protected`() {
        let labels = ObservedLabels(composeProject: "shop")
        let host = Fixture.host(
            [Fixture.container("prod-web", labels: labels), Fixture.container("test-job", labels: labels)],
            images: [Fixture.image("test-built:1", labels: labels)],
            volumes: [Fixture.volume("test-data", labels: labels)],
            networks: [Fixture.network("test-net", labels: labels)]
        )
        let judged = judge(host)
        for address in ["container/test-job", "image/test-built:1", "volume/test-data", "network/test-net"] {
            #expect(judged.verdict(address) == "protected same_project_as_protected")
        }
    }

    @Test func `the SSOT's own project never spreads protection`() {
        let labels = ObservedLabels(composeProject: "staging")
        let host = Fixture.host([
            Fixture.container("prod-web", labels: labels), Fixture.container("test-job", labels: labels),
        ])
        #expect(judge(host).verdict("container/test-job") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `a container is protected by the reference that it was created from`() {
        let host = Fixture.host(
            [
                Fixture.container("test-a", image: "ghcr.io/acme/ipai-web:1"),
                Fixture.container("test-b", image: "web:keep"),
            ],
            images: []
        )
        let policy = Fixture.ownersPolicy { $0.protectTags = ["keep"] }
        #expect(judge(host, policy).verdict("container/test-a") == "protected created_from_protected_image")
        #expect(judge(host, policy).verdict("container/test-b") == "protected created_from_protected_image")
    }

    @Test func `a container is protected when its tag's image bears the protecting label`() {
        let host = Fixture.host(
            [Fixture.container("test-a", image: "docker.io/library/web:1", imageID: Fixture.imageID("web:1"))],
            images: [Fixture.image("web:1", labels: .init(protect: true))]
        )
        #expect(judge(host).verdict("container/test-a") == "protected created_from_protected_image")
    }

    @Test func `a protected sibling tag does not pass to a container`() {
        let host = Fixture.host(
            [Fixture.container("test-a", image: "test-web:1")],
            images: [Fixture.image("test-web:1", "prod-web:1")]
        )
        #expect(judge(host).verdict("container/test-a") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judge(host).verdict("image/prod-web:1") == "protected floor")
    }

    // A container may have been created from an image ID, which no name rule matches.
    @Test(arguments: ["sha256:1234", "0123456789ab"])
    func `an image ID is no name that could protect a container`(reference: String) {
        let host = Fixture.host([Fixture.container("test-a", image: reference, imageID: "sha256:1234")])
        let policy = Fixture.policy {
            $0.safe = ["test-*"]
            $0.protectImages = ["sha*", "0*"]
        }
        #expect(judge(host, policy).verdict("container/test-a") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test func `what both the stack and production use is shared`() {
        let staging = ObservedLabels(composeProject: "staging")
        let host = Fixture.host(
            [
                Fixture.container("prod-web", image: "odoo:18.0-1", networks: [Fixture.attached("net")]),
                Fixture.container(
                    "odoo-staging",
                    image: "odoo:18.0-1",
                    labels: staging,
                    networks: [Fixture.attached("net")]
                ),
            ],
            images: [Fixture.image("odoo:18.0-1")],
            networks: [Fixture.network("net")]
        )
        let judged = judge(host)
        #expect(judged.verdict("image/odoo:18.0-1") == "protected used_by_protected +shared")
        #expect(judged.verdict("network/net") == "protected used_by_protected +shared")
        #expect(judged.verdict("container/odoo-staging") == "expected allowed_containers")
    }

    @Test func `a declared container is never protected by closure or memory`() {
        let labels = ObservedLabels(composeProject: "shop")
        let host = Fixture.host([
            Fixture.container("prod-web", labels: labels, sharing: "odoo-staging"),
            Fixture.container("odoo-staging", image: "ipai-web:1", labels: labels),
        ])
        let memory = Memory(protected: [
            .init(
                address: Address(.container, "odoo-staging"),
                id: Fixture.containerID("odoo-staging"),
                rule: DecidingRule(.floor, origin: .builtIn),
                first: Fixture.days(ago: 9)
            )
        ])
        #expect(judge(host, memory: memory) == "expected allowed_containers")
    }

    @Test func `a declared container is protected by a direct rule`() {
        let labels = ObservedLabels(composeProject: "staging", protect: true)
        let host = Fixture.host([Fixture.container("odoo-staging", labels: labels)])
        #expect(judge(host).verdict("container/odoo-staging") == "protected label_protect")
    }

    @Test func `a network is joined by name while its ID is empty or unknown`() {
        let unknown = ObservedContainer.Attachment(name: "test-gone", networkID: "left over")
        let host = Fixture.host(
            [Fixture.container("prod-web", state: .created, networks: [Fixture.named("test-net"), unknown])],
            networks: [Fixture.network("test-net"), Fixture.network("test-gone"), Fixture.network("test-free")]
        )
        let judged = judge(host)
        #expect(judged.verdict("network/test-net") == "protected used_by_protected")
        #expect(judged.verdict("network/test-gone") == "protected used_by_protected")
        #expect(judged.verdict("network/test-free") == "extra_safe_delete safe_to_delete_patterns")
    }

    // Names of networks are not unique before Engine 25.
    @Test func `a name that stands for two networks counts for both, an ID for one`() {
        let networks = [
            Fixture.network("test-net", id: "aaaaaaaaaaaaaaaa"), Fixture.network("test-net", id: "bbbbbbbbbbbbbbbb"),
        ]
        let byName = Fixture.host(
            [Fixture.container("prod-web", networks: [Fixture.named("test-net")])],
            networks: networks
        )
        #expect(judge(byName).verdict("network/test-net") == "protected used_by_protected")
        #expect(judge(byName).verdict("network/test-net@bbbbbbbbbbbb") == "protected used_by_protected")
        let second = ObservedContainer.Attachment(name: "test-net", networkID: "bbbbbbbbbbbbbbbb")
        let byID = Fixture.host([Fixture.container("prod-web", networks: [second])], networks: networks)
        #expect(judge(byID).verdict("network/test-net") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judge(byID).verdict("network/test-net@bbbbbbbbbbbb") == "protected used_by_protected")
    }

    private func judge(_ host: ObservedHost, memory: Memory) -> String {
        Classifier(policy: Fixture.ownersPolicy(), memory: memory).classify(host).verdict("container/odoo-staging")
    }

    private func judge(_ host: ObservedHost, _ policy: Policy = Fixture.ownersPolicy()) -> ClassifiedHost {
        Classifier(policy: policy, memory: .none).classify(host)
    }
}
