import Classification
import CoreTestSupport
import Domain
import Testing

@Suite struct `Direct protection` {
    @Test func `each list of the SSOT protects the kinds that it speaks of`() {
        let policy = Fixture.policy {
            $0.keepNamedPrefixes = ["keep-"]
            $0.protectContainers = ["*-vault"]
            $0.protectImages = ["*-base"]
        }
        let host = Fixture.host(
            [Fixture.container("keep-1"), Fixture.container("a-vault")],
            images: [Fixture.image("acme/x-base:1"), Fixture.image("a-vault:1")],
            volumes: [Fixture.volume("KEEP_2"), Fixture.volume("a-vault")]
        )
        let judged = judge(host, policy)
        #expect(judged.verdict("container/keep-1") == "protected keep_named_prefixes")
        #expect(judged.verdict("volume/KEEP_2") == "protected keep_named_prefixes")
        #expect(judged.verdict("container/a-vault") == "protected protect_containers_matching")
        #expect(judged.verdict("volume/a-vault") == "unknown no_rule")
        #expect(judged.verdict("image/acme/x-base:1") == "protected protect_images_matching")
        #expect(judged.verdict("image/a-vault:1") == "unknown no_rule")
    }

    @Test func `the host's guard file protects what the SSOT calls safe`() {
        let policy = Fixture.policy {
            $0.guardRules = [
                Fixture.guardRule("test-own"), Fixture.guardRule("*vol", .volumes),
                Fixture.guardRule("*net", .networks),
            ]
            $0.safe = ["*"]
        }
        let host = Fixture.host(
            [Fixture.container("test-own-1"), Fixture.container("a-vol")],
            volumes: [Fixture.volume("a-vol")],
            networks: [Fixture.network("a-net")]
        )
        let judged = judge(host, policy)
        #expect(judged.verdict("container/test-own-1") == "protected guard")
        #expect(judged.verdict("container/a-vol") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("volume/a-vol") == "protected guard")
        #expect(judged.verdict("network/a-net") == "protected guard")
    }

    @Test func `the protecting label works on every kind`() {
        let label = ObservedLabels(protect: true)
        let host = Fixture.host(
            [Fixture.container("a", labels: label)],
            images: [Fixture.image("b:1", labels: label), Fixture.image(id: "sha256:c", labels: label)],
            volumes: [Fixture.volume("d", labels: label)],
            networks: [Fixture.network("e", labels: label)]
        )
        let judged = judge(host, everythingIsSafe)
        for address in ["container/a", "image/b:1", "image/sha256:c", "volume/d", "network/e"] {
            #expect(judged.verdict(address) == "protected label_protect")
        }
    }

    @Test(arguments: ["bridge", "host", "none", "docker_gwbridge"])
    func `the Engine's own networks are protected`(name: String) {
        let judged = judge(Fixture.host(networks: [Fixture.network(name)]), everythingIsSafe)
        #expect(judged.verdict("network/\(name)") == "protected engine_builtin")
    }

    @Test func `the ingress network is protected under any name`() {
        let judged = judge(Fixture.host(networks: [Fixture.network("in", isIngress: true)]), everythingIsSafe)
        #expect(judged.verdict("network/in") == "protected engine_builtin")
    }

    @Test(arguments: [
        ObservedLabels(composeProject: "prod-shop", composeService: "web"),
        ObservedLabels(composeProject: "shop", composeService: "IPAI_web"),
    ])
    func `a Compose project or service with a protected name protects all four kinds`(labels: ObservedLabels) {
        let host = Fixture.host(
            [Fixture.container("test-a", labels: labels)],
            images: [Fixture.image("test-b:1", labels: labels)],
            volumes: [Fixture.volume("test-c", labels: labels)],
            networks: [Fixture.network("test-d", labels: labels)]
        )
        let judged = judge(host)
        for address in ["container/test-a", "image/test-b:1", "volume/test-c", "network/test-d"] {
            #expect(judged.verdict(address) == "protected floor")
        }
    }

    // The previous build of `ipai-ocr:local` is the way back for a protected image.
    @Test func `an untagged image is protected by the repository of its digests`() {
        let image = Fixture.image(id: "sha256:a", digests: ["ghcr.io/acme/ipai-ocr@sha256:1"])
        #expect(judge(Fixture.host(images: [image])).verdict("image/sha256:a") == "protected floor")
    }

    // No sibling of a protected tag is protected, and none may take the image with it.
    @Test func `a protected tag keeps its image and protects no sibling`() {
        let image = Fixture.image("odoo:stable", "test-odoo:1")
        let policy = Fixture.policy {
            $0.protectTags = ["stable"]
            $0.safe = ["test-*"]
        }
        let judged = judge(Fixture.host(images: [image]), policy)
        #expect(judged.verdict("image/odoo:stable") == "protected protect_tags")
        #expect(judged.verdict("image/test-odoo:1") == "extra_safe_delete safe_to_delete_patterns +untag_only")
    }

    @Test func `the map of direct protection lists what derived protection hides`() {
        let host = Fixture.host(
            [Fixture.container("prod-a", volumes: ["v", "prod-v"])],
            volumes: [
                Fixture.volume("v"), Fixture.volume("prod-v"),
            ]
        )
        let direct = judge(host).directProtection
        #expect(direct.keys.sorted().map(\.description) == ["container/prod-a", "volume/prod-v"])
        #expect(direct[Address(.container, "prod-a")]?.name == .floor)
    }
}
