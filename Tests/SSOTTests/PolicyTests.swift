import Domain
import Testing

@testable import SSOT

/// `policy.deny` and `policy.allow`.
@Suite struct PolicyTests {
    @Test func `denials and exceptions are read with their places`() throws {
        let document = try #require(
            readBody(
                "policy:",
                "  deny: [privileged, engine_socket]",
                "  allow:",
                "    - {finding: privileged, address: \"container/vpn-*\", reason: needs tun}"
            ).document
        )
        let policy = document.findings
        #expect(policy.denied.map(\.name) == [.privileged, .engineSocket])
        #expect(policy.denied.map(\.position.line) == [4, 4])
        #expect(policy.denied.map(\.position.column) == [12, 24])
        #expect(policy.allowed.map(\.name) == [.privileged])
        #expect(policy.allowed.map(\.reason) == ["needs tun"])
        #expect(policy.allowed.map(\.address.pattern) == ["container/vpn-*"])
        #expect(document.policy(guardRules: []).findings == policy)
        #expect(readBody("owner: me").document?.findings == FindingPolicy.none)
    }

    @Test func `every finding can be denied`() {
        let names = FindingName.allCases.map(\.rawValue)
        let reading = readBody("policy: {deny: [\(names.joined(separator: ", "))]}")
        #expect(reading.document?.findings.denied.map(\.name) == FindingName.allCases)
    }

    @Test func `a misspelt finding is an error with the nearest one`() {
        let reading = readBody("policy: {deny: [privileg, hostnetwork, \"\"]}")
        #expect(reading.errors.map(\.code) == [.ssotValue, .ssotValue, .ssotName])
        #expect(reading.errors[0].fix.hasPrefix("Did you mean `privileged`?"))
        #expect(reading.errors[1].fix.hasPrefix("Did you mean `host_network`?"))
        #expect(reading.errors[0].fix.contains("volume_data_lost"))
    }

    @Test(arguments: [
        ("policy: {denied: [privileged]}", DiagnosticCode.ssotUnknownKey),
        ("policy: {allow: [{finding: privileged, address: container/a}]}", .ssotMissingKey),
        ("policy: {allow: [{address: container/a, reason: r}]}", .ssotMissingKey),
        ("policy: {allow: [{finding: privileged, reason: r}]}", .ssotMissingKey),
        ("policy: {allow: [{finding: privileged, address: a, reason: r}]}", .ssotValue),
        ("policy: {allow: [{finding: x, address: container/a, reason: r}]}", .ssotValue),
        ("policy: {allow: [{finding: privileged, address: container/a, reason: \"\"}]}", .ssotName),
        ("policy: [privileged]", .ssotType),
    ]) func `an exception is whole or an error`(line: String, code: DiagnosticCode) {
        #expect(readBody(line).errors.map(\.code) == [code])
    }
}
