import Domain
import Testing

@testable import SSOT

@Suite struct GuardFileTests {
    private func read(_ text: String) -> (rules: [ProtectionRule], diagnostics: [Diagnostic]) {
        GuardFile.read(Array(text.utf8), file: "/etc/reconcile/guard.yaml")
    }

    @Test func `each list of the guard file protects its own kind`() {
        let result = read(
            """
            keep_named_prefixes: [erp-]
            protect_containers_matching: ["*-prod"]
            protect_images_matching: [db]
            protect_volumes_matching: ["*-data"]
            protect_networks_matching: [edge]
            protect_tags: ["v1*"]
            """
        )
        #expect(result.diagnostics.isEmpty)
        #expect(result.rules.map(\.scope) == [.namePrefix, .containers, .images, .volumes, .networks, .tags])
        #expect(result.rules.map(\.pattern.pattern) == ["erp-", "*-prod", "db", "*-data", "edge", "v1*"])
        #expect(result.rules.allSatisfy { $0.name == .guardFile })
        #expect(result.rules[1].origin.description == "/etc/reconcile/guard.yaml:2:31")
    }

    @Test(arguments: [
        "", "- a", "protect_tag: [x]", "protect_tags: x", "protect_tags: [\"\"]", "protect_tags: [\"a\\u202e\"]",
        "protect_tags: [a]\nprotect_tags: [b]", "protect_tags: [&a x]", "protect_tags: [*-prod]", "protect_tags: [",
        "docker_x_ssot: {}", "owner: x", "\tprotect_tags: []", "a: \u{0}",
    ])
    func `every fault of the guard file is RC130 with a place`(text: String) {
        let result = read(text)
        #expect(!result.diagnostics.isEmpty)
        #expect(result.diagnostics.allSatisfy { $0.code == .guardFile && $0.severity == .error && $0.position != nil })
    }

    @Test(arguments: [
        "root:$6$hunter2:19000:0:99999:7:::\nadmin:$6$hunter2:1::\n", "hunter2: [x]", "protect_tags: hunter2",
        "protect_tags: [\"hunter2\\u202e\"]", "protect_tags: [hunter2]\nprotect_tags: [hunter2]",
        "protect_tags: {hunter2: x}", "hunter2", "protect_tags: [\"hunter2", "\thunter2: x", "- hunter2",
        "protect_tags: [&hunter2 x]", "protect_tags: [*hunter2]",
    ])
    func `no message repeats a line of the file`(text: String) {
        let result = read(text)
        #expect(!result.diagnostics.isEmpty)
        #expect(!result.diagnostics.contains { "\($0)".contains("hunter2") })
    }

    @Test func `an encoding fault and an overlong file are RC130 too`() {
        #expect(GuardFile.read([0xFF, 0x00], file: "g").diagnostics.map(\.code) == [.guardFile])
        let long = Array(repeating: UInt8(ascii: "#"), count: (4 << 20) + 1)
        #expect(GuardFile.read(long, file: "g").diagnostics.map(\.code) == [.guardFile])
    }

    @Test func `a misspelt key gets a hint of the guard file's own`() {
        #expect(
            read("protect_volume_matching: [x]").diagnostics.first?.fix.contains("`protect_volumes_matching`") == true
        )
        #expect(read("safe_to_delete_patterns: [x]").diagnostics.first?.fix.contains("belongs") == false)
    }
}
