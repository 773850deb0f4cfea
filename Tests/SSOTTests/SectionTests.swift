import Domain
import Testing

@testable import SSOT

@Suite struct SectionTests {
    @Test(arguments: [
        ("pg_isready -U odoo", ["pg_isready", "-U", "odoo"]), ("sh -c 'a \"b\" $c'", ["sh", "-c", "a \"b\" $c"]),
        ("a \"b\\\"c\\d\" e\\ f ''", ["a", "b\"c\\d", "e f", ""]), ("  a\t b ", ["a", "b"]), ("a'b'\"c\"d", ["abcd"]),
        ("echo $HOME *", ["echo", "$HOME", "*"]),
    ])
    func `a command is split into shell words and nothing is expanded`(text: String, words: [String]) {
        #expect(ShellWords.split(text) == words)
    }

    @Test(arguments: ["'pg_isready", "a \"b", "a\\", "''", "   "])
    func `a command with an open quote or without a program is refused`(command: String) {
        let block = readBody("healthchecks:", "  db:", "    command: |-", "      \(command)", "      ")
        #expect(block.errors.map(\.code) == [.ssotValue])
    }

    @Test func `a health check has exactly one probe with its own keys and defaults`() throws {
        let reading = readBody(
            "healthchecks:",
            "  web: {url: \"https://a.example/health\"}",
            "  postgres: {command: \"pg_isready -U 'odoo'\", expected_exit_code: 2, container: db, timeout_seconds: 5}"
        )
        let checks = try #require(reading.document?.healthChecks)
        #expect(checks.map(\.name) == ["web", "postgres"])
        #expect(checks.map(\.timeoutSeconds) == [30, 5])
        #expect(checks[0].probe == .http(url: "https://a.example/health", expectedStatus: 200))
        #expect(
            checks[1].probe == .command(words: ["pg_isready", "-U", "odoo"], expectedExitCode: 2, container: "db")
        )
        #expect(readBody("healthchecks: {a: {timeout_seconds: 3}}").errors.map(\.code) == [.ssotMissingKey])
        let both = readBody("healthchecks: {a: {url: \"http://a\", command: b}}")
        #expect(both.errors.map(\.code) == [.ssotContradiction])
        let foreign = readBody("healthchecks: {a: {url: \"http://a\", container: b}}")
        #expect(foreign.errors.map(\.code) == [.ssotContradiction])
    }

    @Test func `every operational section is read`() throws {
        let document = try #require(
            readBody(
                "docker: {host: \"ssh://ops@example.org\", engine_id: \"a-b-c\"}",
                "stack: {project: shop, compose: [a/compose.yml, b.yml], env_files: [.env], profiles: [tools]}",
                "adopt: [container/old, \"volume/shop_*\"]",
                "approval: {required: 1, required_for_data_loss: 2, author_may_approve: false, plan_ttl_hours: 24}",
                "limits: {max_deletes: 3, max_delete_percent: 10}",
                "backup: {containers: none, volumes: archive, images: none, keep_days: 7}",
                "release: [{address: \"volume/old-*\", reason: moved away, until: 2026-11-30}]"
            ).document
        )
        #expect(document.docker.host?.value == "ssh://ops@example.org")
        #expect(document.docker.engineID?.value == "a-b-c")
        #expect(document.stacks.first?.composeFiles.map(\.value) == ["a/compose.yml", "b.yml"])
        #expect(document.stacks.first?.envFiles.map(\.value) == [".env"])
        #expect(document.stacks.first?.profiles.map(\.value) == ["tools"])
        #expect(document.adopted.map(\.pattern.pattern) == ["container/old", "volume/shop_*"])
        #expect(document.approval?.requiredForDataLoss == 2)
        #expect(document.approval?.planTTLHours == 24)
        #expect(document.approval?.signers == "infra/docker/allowed_signers")
        #expect(document.limits.maxDeletes == 3)
        #expect(document.limits.maxDeletesPosition == SourcePosition(file: "ssot.yaml", line: 7, column: 25))
        #expect(document.backup.keepDays == 7)
        #expect(document.backup.containers == .none)
        #expect(document.releases.first?.until?.description == "2026-11-30T23:59:59Z")
        #expect(document.releases.first?.address.pattern == "volume/old-*")
        let policy = document.policy(guardRules: [])
        #expect(policy.projects == ["shop"])
        #expect(policy.releases == document.releases)
        #expect(policy.adopted == document.adopted)
    }

    @Test(arguments: [
        "docker: {host: \"http//x\"}", "docker: {host: \"ssh://-oProxyCommand=x\"}", "adopt: [old]", "adopt: [image/]",
        "release: [{address: \"*\", reason: r}]", "release: [{address: volume/x, reason: r, until: 2026-02-30}]",
    ])
    func `an endpoint, an address and a date are checked`(line: String) {
        #expect(readBody(line).errors.map(\.code) == [.ssotValue])
    }

    @Test func `a plan that loses data never needs fewer people`() {
        let reading = readBody("approval: {required: 2, required_for_data_loss: 1}")
        #expect(reading.errors.map(\.code) == [.ssotContradiction])
        #expect(readBody("approval: {required: 2}").document?.approval?.requiredForDataLoss == 2)
    }

    @Test func `limits that are not set point at where they would stand`() {
        let limits = readBody("owner: x").document?.limits
        #expect(limits?.maxDeletes == Limits.defaultMaxDeletes)
        #expect(limits?.maxDeletesPosition == SourcePosition(file: "ssot.yaml", line: 1, column: 1))
    }

    @Test(arguments: [
        ["odoo_a: {repo_root: x}", "stack: {repo_root: y}"], ["odoo_a: {working_directory: x, sandbox_path: y}"],
        ["odoo_a: {}", "odoo_b: {}", "stack: {}"], ["odoo_a: {}", "stacks: [{name: a}]"],
        ["odoo_a: {project: p}", "stacks: [{name: b, compose: [p/compose.yaml]}]"],
    ])
    func `each stack is described once, under a name and a project of its own`(lines: [String]) {
        let reading = read((["docker_x_ssot:"] + lines.map { "  " + $0 }).joined(separator: "\n"))
        #expect(reading.errors.map(\.code) == [.ssotContradiction])
    }

    @Test func `every section names a stack, and stacks lists others`() throws {
        let lines = [
            "docker_x_ssot:", "  odoo_shop: {source_of_truth: shop/compose.yaml}",
            "  odoo_crm: {name: customers, compose: [crm/a.yaml, crm/b.yaml], profiles: [tools]}",
            "  stacks: [{name: mail, project: post, compose: [mail.yaml]}]",
        ]
        let document = try #require(read(lines.joined(separator: "\n")).document)
        #expect(document.stacks.map(\.name.value) == ["shop", "customers", "mail"])
        #expect(document.stacks[1].composeFiles.map(\.value) == ["crm/a.yaml", "crm/b.yaml"])
        #expect(document.policy(guardRules: []).projects == ["shop", "crm", "post"])
        #expect(readBody("stacks: [{compose: [a]}]").errors.map(\.code) == [.ssotValue])
    }

    @Test(
        arguments: [
            ("working_directory: /opt/odoo, source_of_truth: sandbox/staging/docker-compose.yml", "staging"),
            ("sandbox_path: \"~/src/My.Dev App\", source_of_truth: docker-compose.yml", "mydevapp"),
            ("source_of_truth: /srv/_-Shop/compose.yml", "shop"),
            ("repo_root: /a/b, source_of_truth: ./x/../compose.yml", "b"),
            ("source_of_truth: compose.yml", nil), ("repo_root: .., source_of_truth: compose.yml", nil),
            ("repo_root: /opt/odoo", nil), ("repo_root: \"/!!!\", source_of_truth: compose.yml", nil),
        ] as [(String, String?)]
    )
    func `the project's name follows Compose's rule for the directory of its file`(keys: String, project: String?)
        throws
    {
        let document = try #require(readBody("odoo_x: {\(keys)}").document)
        #expect(document.policy(guardRules: []).projects == [project].compactMap(\.self))
    }

    @Test(arguments: ["Shop", "-shop", "_x", "a.b", ""])
    func `a written project name must be one of Compose`(name: String) {
        #expect(readBody("stack: {project: \"\(name)\"}").errors.map(\.code) == [.ssotName])
    }
}
