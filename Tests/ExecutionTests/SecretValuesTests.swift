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

    @Test func `not half a value is left at the end of a long message`() {
        let text = String(repeating: "a", count: EngineMessage.limit - 5) + "hunter2-hunter2"
        #expect(!EngineMessage(text, hiding: secrets.hidden).description.contains("hunt"))
    }
}
