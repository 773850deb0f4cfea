import DockerEngine
import Testing

@testable import Execution

/// Secrets go into bodies and into no text.
@Suite struct SecretValuesTests {
    private let secrets = SecretValues(["a": "hunter2-hunter2", "b": "x y=z", "c": "1", "d": "l1\nl2\"", "e": ""])

    @Test func `they do not print`() {
        var dumped = ""
        dump(secrets, to: &dumped)
        dump(secrets.hidden, to: &dumped)
        for text in [dumped, "\(secrets)", "\(secrets.hidden)", String(reflecting: secrets)] {
            #expect(!text.contains("hunter2"), "\(text)")
        }
    }

    @Test(arguments: [
        ("exec: hunter2-hunter2: not found", "exec: [redacted]: not found"),
        ("exec: hunter2-hunter2hunter2-hunter2", "exec: [redacted][redacted]"),
        ("run x y=z now", "run [redacted] now"),
        (#"exec: "l1\nl2\"": not found"#, #"exec: "[redacted]": not found"#),
        ("level 1 of web-1a and 10", "level [redacted] of web-1a and 10"),
    ])
    func `the Engine's words are told without them`(text: String, printed: String) {
        #expect(EngineMessage(text, hiding: secrets.hidden).description == printed)
    }

    /// As Go's `strconv.Quote` spells it, which the Engine uses for `%q`.
    @Test(arguments: [
        ("a\u{07}\u{0B}\u{1B}z", #"a\a\v\x1bz"#), ("a\u{7F}z", #"a\x7fz"#), ("a\u{A0}z", #"a\u00a0z"#),
        ("a\u{FEFF}z", #"a\ufeffz"#), ("a\u{E0001}z", #"a\U000e0001z"#), ("né 日z", "né 日z"), ("a\"\\z", #"a\"\\z"#),
    ])
    func `a value is found in the Engine's quotes too`(value: String, quoted: String) {
        let hidden = SecretValues(["secret": value]).hidden
        #expect(EngineMessage("exec: \"\(quoted)\": no", hiding: hidden).description == "exec: \"[redacted]\": no")
    }

    @Test func `not half a value is left at the end of a long message`() {
        let text = String(repeating: "a", count: EngineMessage.limit - 5) + "hunter2-hunter2"
        #expect(!EngineMessage(text, hiding: secrets.hidden).description.contains("hunt"))
    }
}
