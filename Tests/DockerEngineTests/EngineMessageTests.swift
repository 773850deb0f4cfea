import DockerEngine
import Testing

/// Text from outside, made fit to be printed.
@Suite struct EngineMessageTests {
    @Test(arguments: [
        "unauthorized: authentication required", "pull access denied for private/odoo, repository does not exist",
        "invalid reference format: repository name (Odoo) must be lowercase",
    ])
    func `what the Engine says about access stays readable`(text: String) {
        #expect(EngineMessage(text).description == text)
    }

    @Test func `plain text stays as it is`() {
        let text =
            "conflict: container 745c512859089876e9f9403a47ff0ccbe004bc00b818eeec46bc3ed808c54848 is in use (née)"
        #expect(EngineMessage(text).description == text)
    }

    @Test(arguments: [
        ("a\u{1b}[31mb", #"a\u{1b}[31mb"#), ("a\r\nb", #"a\u{d}\u{a}b"#), ("a\u{202e}b", #"a\u{202e}b"#),
        ("a\u{200b}b", #"a\u{200b}b"#), ("a\u{9b}b", #"a\u{9b}b"#), ("a\u{feff}b", #"a\u{feff}b"#),
        ("a\u{2028}b", #"a\u{2028}b"#), ("a\u{e0041}b", #"a\u{e0041}b"#), ("a\u{115f}b", #"a\u{115f}b"#),
    ])
    func `what moves the cursor, turns the text or hides in it is escaped`(text: String, expected: String) {
        #expect(EngineMessage(text).description == expected)
    }

    @Test(arguments: [
        "invalid env POSTGRES_PASSWORD=canary", "bad PASSWORD=canary with canary spaces", "x FOO=canary y",
        #"got "API_TOKEN=canary canary""#, "password: canary", "fetch https://user:canary@host/x",
        "fetch https://canary@host/x", "Authorization: Bearer canary", "sent bearer  canary here",
        "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----", "-----BEGIN X-----\ncanary",
        "a -----BEGIN A-----canary-----END A----- b -----BEGIN B-----canary", "o=addr=1.2.3.4,password=canary",
        "Basic canary==", "POSTGRES_PASSWORD=canary\nnext",
    ])
    func `what looks like a credential is taken out`(text: String) {
        #expect(!EngineMessage(text).description.contains("canary"))
        #expect(EngineMessage(text).description.contains("[redacted]"))
    }

    @Test func `long text is cut, also where every character is escaped`() {
        #expect(EngineMessage(String(repeating: "x", count: 5_000_000)).description.count == EngineMessage.limit + 1)
        #expect(EngineMessage(String(repeating: "\u{1b}", count: 5_000)).description.count == EngineMessage.limit + 1)
    }
}
