import Classification
import CoreTestSupport
import Domain
import Testing

/// Names that a grep gets wrong, as every kind of resource that can bear them.
@Suite struct `Names under the owners' rules` {
    @Test(arguments: [
        "latest-odoo", "odoo-latest-1", "contest-db", "contest-api", "pytest-runner", "product-api", "n8n",
        "mcp-coordinator", "unstable-cache", "TEST-upper", "test-prod-copy", "odoo-prod", "tmp-live", "moby-reproducer",
    ])
    func `a name that only resembles a pattern is unknown as container, volume and network`(name: String) {
        let judged = judge(everyKind(name))
        #expect(judged.verdict("container/\(name)").hasPrefix("unknown "))
        #expect(judged.verdict("volume/\(name)").hasPrefix("unknown "))
        #expect(judged.verdict("network/\(name)").hasPrefix("unknown "))
    }

    @Test(arguments: [
        "latest-odoo:1", "contest-db:1", "pytest-runner:latest", "n8nio/n8n:latest", "product-api:2", "n8n:1",
        "mcp-coordinator:1", "odoo-staging:18", "nginx:stable-alpine", "test-prod-copy:1", "odoo-prod:1",
        "apache/superset:latest", "minio/minio:latest", "moby/buildkit:buildx-stable-1",
        "registry.test.acme.io/web:1", "test-registry.acme.io/web:1", "test-registry:5000/web:1",
    ])
    func `an image that only resembles a pattern is unknown`(reference: String) {
        let judged = judge(Fixture.host(images: [Fixture.image(reference)]))
        #expect(judged.verdict("image/\(reference)").hasPrefix("unknown "))
    }

    @Test(arguments: ["test-product-import", "test-ipai-x", "tmp-reproducer", "test-unstable", "experiment-delivery"])
    func `a name that begins with a safe pattern is safe although it holds letters of a protected one`(name: String) {
        let judged = judge(everyKind(name, images: ["\(name):1"]))
        #expect(judged.verdict("container/\(name)") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("volume/\(name)") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("network/\(name)") == "extra_safe_delete safe_to_delete_patterns")
        #expect(judged.verdict("image/\(name):1") == "extra_safe_delete safe_to_delete_patterns")
    }

    @Test(arguments: [
        "ipai-test-x", "Prod-db", "PROD-test-db", "ipai_dev_n8n", "ipai_dev_n8n_data", "prod-\u{301}db", "prod.x",
    ])
    func `protecting is generous with case, separators and combining marks`(name: String) {
        let judged = judge(everyKind(name))
        #expect(judged.verdict("container/\(name)") == "protected floor")
        #expect(judged.verdict("volume/\(name)") == "protected floor")
        #expect(judged.verdict("network/\(name)") == "protected floor")
    }

    @Test(arguments: [
        "ghcr.io/acme/ipai-web:1", "ipai-ocr:local", "ghcr.io/acme/IPAI_ocr:local", "prod-/web:1",
        "localhost:5000/stable-x:1", "ipai-test-x:1", "acme/odoo-erp-prod:18",
    ])
    func `an image is protected by its path and by its last component`(reference: String) {
        let judged = judge(Fixture.host(images: [Fixture.image(reference)]))
        #expect(judged.verdict("image/\(reference)") == "protected floor")
    }

    @Test func `the text after the colon protects by protect_tags alone`() {
        let images = [Fixture.image("web:prod-1"), Fixture.image("web:keep-1"), Fixture.image("keep-2:9")]
        let judged = judge(Fixture.host(images: images), Fixture.policy { $0.protectTags = ["keep-*"] })
        #expect(judged.verdict("image/web:prod-1") == "unknown no_rule")
        #expect(judged.verdict("image/web:keep-1") == "protected protect_tags")
        #expect(judged.verdict("image/keep-2:9") == "unknown no_rule")
    }

    @Test func `a protected name wins over a safe pattern that fits it too`() {
        let judged = judge(everyKind("prod-test-1"), Fixture.policy { $0.safe = ["prod-*", "*"] })
        #expect(judged.verdict("container/prod-test-1") == "protected floor")
    }

    @Test func `what is allowed is expected before any pattern is tried`() {
        let policy = Fixture.ownersPolicy { $0.safe = ["*-staging", "odoo*", "postgres"] }
        let host = Fixture.host(
            [Fixture.container("odoo-staging", image: "odoo:18.0-1", labels: .init(composeProject: "staging"))],
            images: [Fixture.image("odoo:18.0-1"), Fixture.image("postgres:16-alpine")]
        )
        #expect(judge(host, policy).verdict("container/odoo-staging") == "expected allowed_containers")
        #expect(judge(host, policy).verdict("image/odoo:18.0-1") == "expected allowed_images")
        #expect(judge(host, policy).verdict("image/postgres:16-alpine") == "expected allowed_images")
    }

    @Test func `an image pattern with a slash is tried on the path without its registry`() {
        let references = ["docker/app-extension:1", "acme/docker-extension-x:1", "ghcr.io/mcp/time:1", "mcp/time:2"]
        let judged = judge(Fixture.host(images: references.map { Fixture.image($0) }))
        for reference in references {
            #expect(judged.verdict("image/\(reference)") == "extra_safe_delete safe_to_delete_patterns")
        }
    }

    @Test func `an image pattern with a colon sees the tag`() {
        let policy = Fixture.policy { $0.deleteImages = ["web:pr-*"] }
        let judged = judge(Fixture.host(images: [Fixture.image("ghcr.io/web:pr-7"), Fixture.image("web:7")]), policy)
        #expect(judged.verdict("image/ghcr.io/web:pr-7") == "extra_safe_delete delete_images_matching")
        #expect(judged.verdict("image/web:7") == "unknown no_rule")
    }

    @Test func `delete_images_matching speaks of images only`() {
        let policy = Fixture.policy { $0.deleteImages = ["scratch*"] }
        let judged = judge(everyKind("scratch", images: ["scratch:1"]), policy)
        #expect(judged.verdict("image/scratch:1") == "extra_safe_delete delete_images_matching")
        #expect(judged.verdict("volume/scratch") == "unknown no_rule")
    }

    private func everyKind(_ name: String, images: [String] = []) -> ObservedHost {
        Fixture.host(
            [Fixture.container(name)],
            images: images.map { Fixture.image($0) },
            volumes: [Fixture.volume(name)],
            networks: [Fixture.network(name)]
        )
    }
}
