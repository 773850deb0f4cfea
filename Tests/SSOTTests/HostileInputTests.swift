import Domain
import Testing

@testable import SSOT

/// Input that is made to break a reader.
@Suite struct HostileInputTests {
    /// The shortest of three runs, so that a busy machine does not decide the test.
    private func fastest(_ work: () -> SSOTReading) -> Duration {
        (1...3).map { _ in ContinuousClock().measure { _ = work() } }.min() ?? .zero
    }

    @Test func `nine levels of aliases are refused within 100 ms, with line and column`() throws {
        let levels = (1...9).map { level in
            "  a\(level): &a\(level) ["
                + Array(repeating: level == 1 ? "x" : "*a\(level - 1)", count: 9)
                .joined(separator: ", ") + "]"
        }
        let bomb = (["docker_x_ssot:"] + levels).joined(separator: "\n")
        #expect(fastest { read(bomb) } < .milliseconds(100))
        let reading = read(bomb)
        let first = try #require(reading.errors.first)
        #expect(reading.document == nil)
        #expect(first.code == .ssotRefusedConstruct)
        #expect(first.position == SourcePosition(file: "ssot.yaml", line: 3, column: 12))
        #expect(first.summary.contains("Aliases are not allowed"))
    }

    @Test func `an alias bomb as a key is refused before the parser could compare keys`() {
        let levels = (1...9).map {
            "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ",") + "]"
        }
        let bomb = (["a0: &a0 x"] + levels + ["? *a9", ": 1"]).joined(separator: "\n")
        #expect(fastest { read(bomb) } < .milliseconds(100))
        #expect(read(bomb).document == nil)
    }

    @Test func `a long line of anchors and aliases costs no more than its length`() {
        let anchors = (0..<25_000).map { "&a\($0) " }.joined()
        let text = anchors + String(repeating: "*a24999 ", count: 15_000)
        #expect(fastest { read(text) } < .seconds(10))
        #expect(read(text).diagnostics.count == 10)
    }

    @Test(arguments: ["owner: &me someone", "networks: [&n net]", "&k owner: someone"])
    func `an anchor without an alias is refused too`(line: String) {
        let reading = readBody(line)
        #expect(reading.errors.map(\.code) == [.ssotRefusedConstruct])
        #expect(reading.errors.first?.summary.contains("Anchors") == true)
    }

    @Test func `a pattern that begins with a star needs quotes, and the message says so`() throws {
        for text in ["cleanup_policy: {protect_containers_matching: [*-prod]}", "networks: [*/x]"] {
            let error = try #require(readBody(text).errors.first)
            #expect(error.fix.contains("Quote"), "\(text)")
            #expect(error.position?.line == 3)
        }
    }

    @Test func `100,000 nested brackets are refused at once and without a stack overflow`() {
        for text in [String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000)] {
            let elapsed = ContinuousClock().measure {
                let reading = readBody("networks: " + text)
                #expect(reading.errors.map(\.code) == [.ssotRefusedConstruct])
            }
            #expect(elapsed < .seconds(1))
        }
    }

    @Test func `nesting that hides from the bracket count is refused by the walk`() {
        let hidden = readBody(
            "networks: " + String(repeating: "[\"]\", ", count: 200) + String(repeating: "]", count: 200)
        )
        #expect(hidden.document == nil)
        #expect(hidden.errors.contains { $0.summary.contains("nests more than 64") })
        let block = read(String(repeating: "- ", count: 100_000) + "x")
        #expect(block.document == nil)
        #expect(!block.errors.isEmpty)
    }

    @Test func `a file above 4 MiB is refused unparsed, and one at the limit is read`() {
        let limit = 4 << 20
        let reading = SSOTReader.read(Array(repeating: UInt8(ascii: "["), count: limit + 1), file: "big.yaml")
        #expect(reading.diagnostics.map(\.code) == [.ssotUnreadable])
        #expect(reading.diagnostics.first?.summary.contains("4194305 bytes") == true)
        let head = "docker_x_ssot: {}\n#"
        let atLimit = head + String(repeating: "x", count: limit - head.utf8.count)
        #expect(read(atLimit).document != nil)
    }

    @Test func `a million values are refused, and not told one by one`() {
        let reading = readBody("networks: [" + String(repeating: "[],", count: 300_000) + "]")
        #expect(reading.document == nil)
        #expect(reading.diagnostics.count <= 100)
        let keys = (1...1_000).map { "key\($0): x" }.joined(separator: "\n  ")
        #expect(readBody(keys).diagnostics.count == 100)
    }

    @Test(arguments: ["? [a, b] : 1", "? {a: 1} : 1", "[a, b]: 1", "? - a\n  : 1"])
    func `a complex key is refused and crashes nothing`(line: String) {
        let reading = readBody(line)
        #expect(reading.document == nil)
        #expect(reading.errors.contains { $0.summary == "A list or a mapping cannot be a key." })
    }

    @Test(arguments: [
        "owner: !!python/object:os.system x", "owner: !!binary aGk=", "owner: !mine x", "owner: !!str x",
        "networks: !!set {a}", "!!str owner: x", "networks: [!x y]",
    ])
    func `an explicit tag is refused`(line: String) {
        let reading = readBody(line)
        #expect(reading.errors.map(\.code) == [.ssotRefusedConstruct])
        #expect(reading.errors.first?.summary.contains("Tags are not allowed") == true)
    }

    @Test(arguments: ["<<: {owner: x}", "\"<<\": x", "limits: {<<: {}}"])
    func `a merge key is refused`(line: String) {
        #expect(readBody(line).errors.map(\.summary) == ["Merge keys (`<<`) are not allowed."])
    }

    @Test func `nothing is included from elsewhere`() {
        #expect(readBody("owner: !include /etc/shadow").document == nil)
        #expect(readBody("include: /etc/shadow").errors.map(\.code) == [.ssotUnknownKey])
        let path = readBody("logging: {audit_log: ../../etc/shadow}")
        #expect(path.document?.logging.auditLog?.value == "../../etc/shadow")
    }

    @Test func `more patterns than a list may hold are refused, because each is tried on every name`() {
        let patterns = (1...257).map { "test-\($0)-*" }
        let fits = readBody(
            "protection_rules: {safe_to_delete_patterns: [\(patterns.dropLast().joined(separator: ", "))]}"
        )
        #expect(fits.document?.safeToDelete.count == 256)
        let many = readBody("protection_rules: {safe_to_delete_patterns: [\(patterns.joined(separator: ", "))]}")
        #expect(many.errors.map(\.code) == [.ssotValue])
    }

    @Test func `a pattern longer than 256 characters is refused`() {
        let fits = readBody(
            "protection_rules: {safe_to_delete_patterns: [\"test-\(String(repeating: "a*", count: 125))\"]}"
        )
        #expect(fits.document != nil)
        let long = readBody(
            "protection_rules: {safe_to_delete_patterns: [\"\(String(repeating: "a*", count: 500_000))\"]}"
        )
        #expect(long.errors.map(\.code) == [.ssotName])
    }
}
