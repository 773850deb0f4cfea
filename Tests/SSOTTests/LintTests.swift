import Domain
import Testing

@testable import SSOT

@Suite struct LintTests {
    @Test(arguments: [
        "allowed_containers: [prod-web]", "allowed_containers: [Prod_web]", "allowed_containers: [odoo.erp.prod2]",
        "allowed_volumes: [stable-data]", "networks: [IPAI_net]", "allowed_images: [\"ipai-web:1\"]",
        "allowed_images: [\"ghcr.io/acme/ipai-web:1\"]", "allowed_images: [\"prod-x/web:1\"]",
        "stack: {project: prod-shop}",
    ])
    func `a name both allowed and protected by the floor is an error`(line: String) throws {
        let error = try #require(readBody(line).errors.first)
        #expect(error.code == .ssotContradiction)
        #expect(error.summary.contains("built-in"))
        #expect(error.position?.line == 3)
    }

    @Test(arguments: [
        ("[\"postgres:15\"]", "postgres:15"), ("[\"postgres:18.1\"]", "*:18*"), ("[\"odoo:18.0-*\"]", "odoo:18.0-1"),
        ("[\"odoo:18.0-*\"]", "odoo:*-old"), ("[\"ghcr.io/acme/web:1\"]", "acme/web:?"), ("[\"postgres:15\"]", "post*"),
    ])
    func `a safe pattern that fits an allowed image with its tag is an error`(images: String, pattern: String) throws {
        let rule = "protection_rules: {safe_to_delete_patterns: [\"\(pattern)\"]}"
        let error = try #require(readBody("allowed_images: \(images)", rule).errors.first)
        #expect(error.code == .ssotContradiction)
        #expect(error.position?.line == 4)
    }

    @Test(arguments: [
        ("[\"postgres:15\"]", "postgres:16"), ("[\"odoo:18.0-*\"]", "odoo:17*"), ("[\"odoo:18.0\"]", "*:18.0-*"),
    ])
    func `a safe pattern for other tags of an allowed image is none`(images: String, pattern: String) {
        let rule = "protection_rules: {safe_to_delete_patterns: [\"\(pattern)\"]}"
        #expect(readBody("allowed_images: \(images)", rule).errors.isEmpty)
    }

    @Test(arguments: [
        ("a*", "*b", true), ("a*", "b*", false), ("*", "", true), ("a?c", "ab?", true), ("a?c", "a*d", false),
        ("*a*b*", "b*a", true), ("ab", "a", false), ("**", "x", true), ("x*y", "x", false), ("*1", "2*", true),
        ("caf?", "café", true), ("caf??", "café", false),
    ])
    func `two globs meet where some text fits both`(left: String, right: String, expected: Bool) {
        #expect(Glob(left).meets(Glob(right)) == expected)
        #expect(Glob(right).meets(Glob(left)) == expected)
    }

    @Test(arguments: [
        ("allowed_containers: [web.prod]", "cleanup_policy: {protect_containers_matching: [\"*-prod\"]}"),
        ("allowed_containers: [keep-me]", "protection_rules: {keep_named_prefixes: [keep-]}"),
        ("networks: [keep-me]", "protection_rules: {keep_named_prefixes: [keep-]}"),
        ("allowed_images: [\"acme/db:1\"]", "cleanup_policy: {protect_images_matching: [DB]}"),
        ("allowed_images: [\"db:v1.0\"]", "cleanup_policy: {protect_tags: [\"v1-*\"]}"),
    ])
    func `a name both allowed and protected by the SSOT is an error that names the rule's place`(
        allowed: String,
        rule: String
    ) throws {
        let error = try #require(readBody(allowed, rule).errors.first)
        #expect(error.code == .ssotContradiction)
        #expect(error.summary.contains("ssot.yaml:4:"))
    }

    @Test(arguments: [
        [
            "allowed_volumes: [db-data]",
            "cleanup_policy: {protect_containers_matching: [\"db-*\"], protect_images_matching: [\"db-*\"]}",
        ],
        ["allowed_images: [\"db:v1*\"]", "cleanup_policy: {protect_tags: [\"v1*\"]}"],
        ["allowed_containers: [product-api, unstable]", "allowed_images: [\"odoo:prod-1\"]"],
    ])
    func `a rule of another kind or a mere likeness is no contradiction`(lines: [String]) {
        let reading = read((["docker_x_ssot:"] + lines.map { "  " + $0 }).joined(separator: "\n"))
        #expect(reading.errors.isEmpty)
    }

    @Test(arguments: [
        "allowed_containers: [test-web]", "allowed_volumes: [test-data]", "networks: [test-net]",
        "allowed_images: [\"ghcr.io/test-x:1\"]",
    ])
    func `a safe pattern that fits an allowed name is an error`(line: String) throws {
        let rules = "protection_rules: {safe_to_delete_patterns: [\"test-*\"]}"
        let reading = readBody(line, rules)
        let error = try #require(reading.errors.first)
        #expect(reading.faults == ["RC109@4:48"])
        #expect(error.summary.contains("ssot.yaml:3:"))
        #expect(readBody(line.replacing("test-", with: "Test-"), rules).errors.isEmpty, "deleting is strict")
    }

    @Test func `a safe pattern that fits an allowed volume under its Compose name is an error`() {
        let reading = readBody(
            "stack: {project: tmp}",
            "allowed_volumes: [data]",
            "protection_rules: {safe_to_delete_patterns: [\"tmp_*\"]}"
        )
        #expect(reading.faults == ["RC109@5:48"])
    }

    @Test func `a pattern for images is tried on images alone`() {
        let names = readBody("networks: [mcp/x]", "cleanup_policy: {delete_images_matching: [\"mcp/*\"]}")
        #expect(names.errors.isEmpty)
        let images = readBody("allowed_images: [\"mcp/x:1\"]", "cleanup_policy: {delete_images_matching: [\"mcp/*\"]}")
        #expect(images.faults == ["RC109@4:45"])
    }

    @Test(arguments: ["prod-*", "prod-db", "IPAI_old-*", "odoo-erp-prod*"])
    func `a protected name cannot be declared safe`(pattern: String) throws {
        let reading = readBody("protection_rules: {safe_to_delete_patterns: [\"\(pattern)\"]}")
        let error = try #require(reading.errors.first)
        #expect(error.code == .ssotContradiction)
        #expect(error.summary.contains("built-in"))
    }

    @Test func `an empty list of prefixes takes nothing from the floor`() throws {
        let document = try #require(readBody("protection_rules: {keep_named_prefixes: []}").document)
        let policy = document.policy(guardRules: [])
        #expect(policy.protection == ProtectionRule.floor)
    }

    @Test func `repeating the floor is silent, narrowing it is told`() {
        let silent = readBody(
            "protection_rules: {keep_named_prefixes: [prod-, stable-, ipai-, odoo-erp-prod]}",
            "cleanup_policy: {protect_containers_matching: [odoo-erp-prod, \"ipai-*\"], protect_images_matching: [\"prod-*\"]}"
        )
        #expect(silent.diagnostics.isEmpty)
        #expect(readBody("protection_rules: {keep_named_prefixes: [prod-db]}").faults == ["RC110@3:44"])
    }

    @Test(arguments: [
        ("protection_rules: {keep_named_prefixes: [keep-, KEEP_]}", "RC110@3:51"),
        ("protection_rules: {keep_named_prefixes: [keep-db, keep-]}", "RC110@3:44"),
        ("cleanup_policy: {protect_tags: [\"v*\", v1]}", "RC110@3:41"),
        ("protection_rules: {safe_to_delete_patterns: [\"test-old-*\", \"test-*\"]}", "RC110@3:48"),
        ("protection_rules: {safe_to_delete_patterns: [\"test-?\", \"test-?\"]}", "RC110@3:58"),
        ("allowed_containers: [a, b, a]", "RC110@3:30"), ("allowed_images: [\"a\", \"a:latest\"]", "RC110@3:25"),
        ("networks: [a, a]", "RC110@3:17"), ("adopt: [network/a, network/a]", "RC110@3:22"),
        ("stack: {source_of_truth: a.yml, compose: [b.yml]}", "RC110@3:28"),
    ])
    func `a duplicate or shadowed rule is a warning`(line: String, fault: String) {
        let reading = readBody(line)
        #expect(reading.faults == [fault])
        #expect(reading.document != nil)
    }

    @Test func `rules that only overlap are no duplicates`() {
        let reading = readBody(
            "protection_rules: {safe_to_delete_patterns: [\"*/docker-extension*\", \"docker/*extension*\", \"test-?\", \"test-*x\"]}",
            "cleanup_policy: {protect_containers_matching: [\"db-*\"], protect_images_matching: [\"db-*\"]}"
        )
        #expect(reading.diagnostics.isEmpty)
    }

    @Test func `a tag glob that misses the plain tag is a warning at the tag`() {
        let reading = readBody("allowed_images: [{repo: odoo, tag: \"18.0-*\"}]")
        #expect(reading.faults == ["RC111@3:38"])
        #expect(reading.warnings.first?.summary.contains("`odoo:18.0`") == true)
        #expect(readBody("allowed_images: [\"odoo:18.0-*\", \"odoo:18.0\"]").diagnostics.isEmpty)
        #expect(readBody("allowed_images: [\"odoo:18.0*\", \"web:*\", \"db:*-alpine\"]").diagnostics.isEmpty)
        #expect(readBody("allowed_images: [\"odoo:18.0-*\", \"web:18.0\"]").faults == ["RC111@3:20"])
    }

    @Test func `root key, env and file name should agree`() {
        let text = "docker_staging_ssot:\n  env: qa\n"
        #expect(read(text).faults == ["RC112@2:8"])
        #expect(read(text, file: "infra/docker/DOCKER_PROD_SSOT.yaml").faults == ["RC112@2:8", "RC112@2:8"])
        #expect(read("docker_my-qa_ssot: {}\n", file: "a/DOCKER_MY_QA_SSOT.yml").diagnostics.isEmpty)
        #expect(read("docker_qa_ssot: {}\n", file: "DOCKER_STAGING_SSOT.yaml").faults == ["RC112@1:1"])
        #expect(read(text, file: "x.yaml").document?.environment.value == "qa")
    }
}
