import Domain
import Testing

@testable import SSOT

@Suite struct KeyTests {
    @Test(arguments: [
        ("protcted: x", "protection_rules"), ("allowed_container: []", "allowed_containers"), ("Owner: x", "owner"),
        ("logging: {audit_logs: x}", "audit_log"), ("health_checks: {}", "healthchecks"),
        ("cleanup_policy: {protected_tags: []}", "protect_tags"),
        ("odoo_staging: {source_of_thruth: x}", "source_of_truth"),
        ("allowed_images: [{repository: odoo}]", "repo"), ("allowed_containers: [{nmae: x, name: y}]", "name"),
        ("healthchecks: {web: {urll: x}}", "url"), ("logging: {supabase: {enable: true}}", "enabled"),
        ("release: [{adress: volume/x}]", "address"),
    ])
    func `an unknown key is an error at every level and names the near one`(line: String, meant: String) throws {
        let reading = readBody(line)
        let error = try #require(reading.errors.first { $0.code == .ssotUnknownKey })
        #expect(reading.document == nil)
        #expect(error.fix.contains("Did you mean `\(meant)`?"))
    }

    @Test func `a key of another section is sent home`() {
        let reading = readBody("protect_tags: [\"v1\"]", "cleanup_policy: {owner: x, keep_named_prefixes: []}")
        #expect(reading.faults == ["RC104@3:3", "RC104@4:20", "RC104@4:30"])
        #expect(
            reading.errors.map { $0.fix.prefix { $0 != "." } } == [
                "`protect_tags` belongs in `cleanup_policy`", "`owner` belongs directly below the root key",
                "`keep_named_prefixes` belongs in `protection_rules`",
            ]
        )
    }

    @Test func `a key that is like nothing gets the list of known keys`() throws {
        let error = try #require(readBody("limits: {zzzzzzzz: 1}").errors.first)
        #expect(error.fix == "Known here: max_delete_percent, max_deletes.")
    }

    @Test(arguments: [
        ["owner: a", "owner: b"], ["owner: a", "\"owner\": b"], ["'owner': a", "\"own\\u0065r\": b"],
        ["owner: a", "? owner", ": b"],
    ])
    func `a duplicate key is refused with both positions`(lines: [String]) throws {
        let reading = read((["docker_x_ssot:"] + lines.map { "  " + $0 }).joined(separator: "\n"))
        let error = try #require(reading.errors.first)
        #expect(reading.errors.map(\.code) == [.ssotDuplicateKey])
        #expect(error.position?.line == 3)
        #expect(error.summary.contains("`owner`"))
        #expect(error.summary.contains("the first is at ssot.yaml:2:3"))
    }

    @Test func `keys that Unicode calls equal are duplicates`() throws {
        let reading = readBody(
            "healthchecks:",
            "  caf\u{E9}: {url: \"http://a/\"}",
            "  cafe\u{301}: {url: \"http://b/\"}"
        )
        let error = try #require(reading.errors.first)
        #expect(reading.faults == ["RC105@5:5"])
        #expect(error.summary.contains("ssot.yaml:4:5"))
    }

    @Test func `duplicates in several mappings and other faults come in one run, in the order of the file`() {
        let reading = readBody(
            "owner: a",
            "owner: b",
            "limits: {max_deletes: 1, max_deletes: x, unknown: 2}",
            "owner: c",
            "logging: {retention_days: x}"
        )
        #expect(reading.faults == ["RC105@4:3", "RC105@5:28", "RC104@5:44", "RC105@6:3", "RC106@7:29"])
    }

    @Test func `hundreds of duplicates end in an error all the same`() {
        let reading = readBody(String(repeating: "owner: a\n  ", count: 300), "networks: {a: 1, a: 2}")
        #expect(reading.document == nil)
        #expect(reading.errors.contains { $0.code == .ssotDuplicateKey })
        let many = (1...60).map { "limits\($0): {a: 1, a: 2}" }.joined(separator: "\n  ")
        #expect(readBody(many).document == nil)
    }

    @Test(arguments: [
        ("", "The file is empty."), ("# only a comment\n", "The file is empty."), ("---\n", "The file holds no value"),
        ("just text\n", "The file holds a single value at its top"), ("- a\n- b\n", "The file holds a list at its top"),
        ("{}\n", "The file has no root key."),
        ("a: 1\n---\nb: 2\n", "A second document begins here"),
        ("staging: {}\n", "The root key `staging` is not of the form"),
        ("docker__ssot:\n  owner: x\n", "The root key `docker__ssot`"),
        ("docker_STAGING_ssot: {}\n", "The root key `docker_STAGING_ssot`"),
        ("docker_x_ssot:\n", "`docker_x_ssot` must be a mapping, but here is no value"),
        ("docker_x_ssot: {}\ndocker_y_ssot: {}\n", "Unknown key `docker_y_ssot` beside the root key"),
    ])
    func `each wrong shape of the whole file has its own message`(text: String, start: String) throws {
        let reading = read(text)
        let error = try #require(reading.errors.first)
        #expect(reading.document == nil)
        #expect(reading.errors.count == 1)
        #expect(error.summary.hasPrefix(start))
        #expect(error.position != nil)
        #expect(!error.fix.isEmpty)
    }

    @Test(arguments: [
        ("  owner: \"open\n", "quote that begins here", 3), ("  networks: [a, b\n", "bracket that opens here", 3),
        ("  owner: a: b\n", "where no key can be", 3), ("  owner\n", "has no `:`", 4),
        ("  owner: @x\n", "No value can begin", 3),
        ("   owner: x\n", "where no key can be", 3), ("  networks:\n    - a\n    b\n", "", 5),
        ("  owner: \"\\q\"\n", "no known escape", 3),
    ])
    func `broken YAML is told in our words at its place`(rest: String, part: String, line: Int) throws {
        let reading = read("docker_x_ssot:\n  env: x\n" + rest)
        let error = try #require(reading.errors.first)
        #expect(reading.errors.map(\.code) == [.ssotSyntax])
        #expect(part.isEmpty || error.summary.contains(part), "\(error.summary)")
        #expect(abs((error.position?.line ?? 0) - line) <= 1)
        #expect(!error.fix.isEmpty)
    }
}
