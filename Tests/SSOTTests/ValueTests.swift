import Domain
import Testing

@testable import SSOT

@Suite struct ValueTests {
    @Test func `scalars are taken as they are written`() throws {
        let document = try #require(
            readBody(
                "owner: no",
                "purpose: 22:22",
                "host: 0777",
                "networks: [no, 1e3, .inf, 1_000, 0o17, 99999999999999999999, 2026-01-01, \"null\"]",
                "allowed_images: [{repo: odoo, tag: 1.10}, {repo: web, tag: 010}]"
            ).document
        )
        #expect(document.owner?.value == "no")
        #expect(document.purpose?.value == "22:22")
        #expect(document.host?.value == "0777")
        #expect(
            document.allowed.networks.map(\.name) == [
                "no", "1e3", ".inf", "1_000", "0o17", "99999999999999999999", "2026-01-01", "null",
            ]
        )
        #expect(document.allowed.images.map(\.tag.pattern) == ["1.10", "010"])
    }

    @Test(arguments: [
        "+5", "-5", "1_000", "1e3", "0777", "0x1F", ".inf", "5.0", "99999999999999999999", "5 days", "\"5\"", "٣",
        "yes",
    ])
    func `a typed number takes decimal digits alone`(text: String) {
        let reading = readBody("logging: {retention_days: \(text)}")
        #expect(reading.faults == ["RC106@3:29"])
    }

    @Test(arguments: [("0", 0), ("14", 14), ("36500", 36_500)])
    func `an age of zero or more days is read`(text: String, days: Int) {
        #expect(
            readBody("cleanup_policy: {max_unused_volume_age_days: \(text)}").document?.ages.unusedVolumeDays == days
        )
    }

    @Test(arguments: [
        "logging: {retention_days: 0}", "limits: {max_delete_percent: 101}",
        "healthchecks: {w: {url: \"http://a\", timeout_seconds: 0}}",
        "approval: {plan_ttl_hours: 0}", "backup: {keep_days: 0}", "cleanup_policy: {max_unused_image_age_days: 36501}",
        "healthchecks: {w: {url: \"http://a\", expected_status: 99}}", "backup: {volumes: maybe}", "env: Staging",
    ])
    func `a number or word outside its range is refused`(line: String) {
        let text = "docker_staging_ssot:\n  \(line)\n"
        #expect(read(text).faults.map { $0.prefix(7) } == ["RC107@2"])
    }

    @Test(arguments: ["yes", "True", "on", "1", "\"true\"", "TRUE"])
    func `a switch takes true and false alone`(text: String) {
        #expect(readBody("kubernetes: {enabled: \(text)}").faults == ["RC106@3:25"])
        #expect(readBody("kubernetes: {enabled: true}").document?.kubernetes?.enabled == true)
    }

    @Test(arguments: [
        "owner:", "owner: ~", "owner: null", "owner: [a]", "networks: x", "networks:", "networks: {a: b}",
        "networks: [[a]]",
        "networks: [~]", "limits: []", "logging: x", "allowed_images: [[a]]", "stack: 1", "healthchecks: {a: b}",
    ])
    func `a value of the wrong shape is refused`(line: String) {
        #expect(readBody(line).errors.map(\.code) == [.ssotType])
    }

    @Test(arguments: ["\"\"", "\" a\"", "\"a \"", "\"\u{A0}a\""])
    func `an empty name and white space at its ends are refused`(text: String) {
        #expect(readBody("networks: [\(text)]").errors.map(\.code) == [.ssotName])
    }

    @Test(arguments: ["*", "**", "?*", "*/*", "\"\""])
    func `a deleting pattern that fits everything is refused`(pattern: String) {
        let quoted = pattern.contains("\"") ? pattern : "\"\(pattern)\""
        #expect(readBody("protection_rules: {safe_to_delete_patterns: [\(quoted)]}").errors.map(\.code) == [.ssotName])
        #expect(readBody("cleanup_policy: {delete_images_matching: [\(quoted)]}").errors.map(\.code) == [.ssotName])
    }

    @Test(arguments: [
        "ftp://a", "https://", "http://:80", "staging.example.com", "https://user:hunter2@host/", "http://a b",
    ])
    func `a check's URL is http or https with a host and without a password, and is never quoted`(url: String) {
        let reading = readBody("healthchecks: {web: {url: \"\(url)\"}}")
        #expect(reading.errors.map(\.code) == [.ssotValue])
        #expect(!"\(reading.diagnostics)".contains("hunter2"))
    }

    @Test func `a webhook's address shows in no message and no description`() throws {
        let secret = "https://hooks.example.com/T0/B0/s3cr3t"
        let reading = readBody("notifications: {slack: \"\(secret)\", mattermost: MATTERMOST_URL}")
        let notifications = try #require(reading.document?.notifications)
        #expect(notifications.slack == .url(secret))
        #expect(notifications.mattermost == .environmentVariable("MATTERMOST_URL"))
        #expect(!"\(notifications)".contains("s3cr3t"))
        for broken in [
            "{slack: \"ftp\(secret)\"}", "{slack: [\"\(secret)\"]}", "{slak: \"\(secret)\"}", "{slack: \"\(secret)}",
        ] {
            let faults = readBody("notifications: " + broken)
            #expect(!faults.errors.isEmpty)
            #expect(!"\(faults.diagnostics)".contains("s3cr3t"), "\(broken)")
        }
    }

    @Test(arguments: [
        ("odoo:18.0", "odoo", "18.0"), ("odoo", "odoo", "latest"), ("ghcr.io:443/a/b:1*", "ghcr.io:443/a/b", "1*"),
        ("localhost:5000/x", "localhost:5000/x", "latest"),
    ])
    func `an image entry without a tag means latest`(text: String, repository: String, tag: String) throws {
        let image = try #require(readBody("allowed_images: [\"\(text)\"]").document?.allowed.images.first)
        #expect(image.repository == repository)
        #expect(image.tag.pattern == tag)
    }

    @Test(arguments: ["\"odoo*:1\"", "\"odoo@sha256:00\"", "\":1\"", "{repo: \"odoo:1\", tag: x}", "{repo: \"o?\"}"])
    func `an image entry needs a plain repository`(entry: String) {
        #expect(readBody("allowed_images: [\(entry)]").errors.map(\.code) == [.ssotName])
    }

    @Test(arguments: [
        "allowed_images: [{tag: x}]", "allowed_containers: [{role: x}]", "release: [{address: volume/x}]",
    ])
    func `an entry without its main key is refused`(line: String) {
        #expect(readBody(line).errors.map(\.code) == [.ssotMissingKey])
    }
}
