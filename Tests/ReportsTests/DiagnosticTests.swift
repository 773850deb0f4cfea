import Domain
import JSON
import Reports
import Testing

struct DiagnosticTests {
    private let unknownKey = Diagnostic(
        .ssotUnknownKey,
        .error,
        "Unknown key \"keep_name_prefixes\"",
        detail: "A rule under a misspelled key protects nothing, and nobody would notice until it is too late to help.",
        fix: "Did you mean \"keep_named_prefixes\"?",
        position: SourcePosition(file: Fixtures.ssot, line: 38, column: 5),
        endColumn: 22,
        sourceLine: "    keep_name_prefixes:"
    )

    @Test func `a diagnostic is a box with the fault underlined`() {
        #expect(
            DiagnosticText.render([unknownKey], styling: .plain) == """
                ╷
                │ Error: Unknown key "keep_name_prefixes" (RC104)
                │
                │   on infra/docker/DOCKER_STAGING_SSOT.yaml line 38, column 5:
                │   38:     keep_name_prefixes:
                │           ^^^^^^^^^^^^^^^^^^
                │
                │ A rule under a misspelled key protects nothing, and nobody would notice until
                │ it is too late to help.
                │
                │ Fix: Did you mean "keep_named_prefixes"?
                ╵

                """
        )
    }

    @Test func `a dumb terminal gets plain ASCII`() {
        let text = DiagnosticText.render([unknownKey], styling: Styling(usesUnicode: false))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.hasPrefix("Error: Unknown key"))
    }

    @Test func `the mark stays on screen in a very long line`() {
        let line = String(repeating: "a", count: 500) + "FAULT" + String(repeating: "b", count: 500)
        let diagnostic = Diagnostic(
            .ssotValue,
            .warning,
            "Bad",
            position: SourcePosition(file: "x.yaml", line: 1, column: 501),
            endColumn: 505,
            sourceLine: line
        )
        let lines = DiagnosticText.render([diagnostic], styling: .plain).split(separator: "\n").map(String.init)
        #expect(tooWide(lines.joined(separator: "\n")) == [])
        let carets = lines.firstIndex { $0.contains("^^^^^") }
        let mark = lines[(carets ?? 1) - 1]
        let column = lines[carets ?? 0].prefix { $0 != "^" }.count
        #expect(mark.dropFirst(column).hasPrefix("FAULT"))
    }

    @Test func `positions beyond the line do not crash`() {
        for column in [0, 1, 5, 6, 7, 900] {
            let position = SourcePosition(file: "x", line: 1, column: column)
            let diagnostic = Diagnostic(.ssotSyntax, .error, "S", position: position, endColumn: 3, sourceLine: "a\tbé")
            #expect(DiagnosticText.render([diagnostic], styling: .plain).contains("^"))
        }
    }

    @Test func `a tab before the mark does not move the caret`() {
        let diagnostic = Diagnostic(
            .ssotSyntax,
            .error,
            "Tab",
            position: SourcePosition(file: "x", line: 7, column: 2),
            sourceLine: "\tx"
        )
        let text = DiagnosticText.render([diagnostic], styling: .plain)
        #expect(text.contains("│   7: \\u{9}x\n│           ^\n"))
    }

    @Test func `an annotation escapes what would end it`() {
        let diagnostic = Diagnostic(
            .ssotUnknownKey,
            .error,
            "50% of a,b: no\nline",
            fix: "x",
            position: SourcePosition(file: "a,b:c%.yaml", line: 2, column: 3)
        )
        #expect(
            GitHubAnnotations.render([diagnostic]) == """
                ::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=RC104::50%25 of a,b: no%0Aline%0AFix: x

                """
        )
    }

    @Test func `the envelope has its seven members and parses back`() throws {
        let envelope = Envelope(
            verb: "validate",
            exitCode: .invalidInput,
            summary: "1 error\u{202E}",
            data: ["file": "x"],
            diagnostics: [unknownKey, Diagnostic(.usage, .warning, "W")],
            nextActions: [NextAction(command: "reconcile validate", why: "to see more")]
        )
        let json = try JSON.parse(Array(envelope.text.utf8))
        #expect(Hostile.isPrintable(envelope.text))
        #expect(
            json.members?.map(\.key) == [
                "data", "diagnostics", "exit_code", "next_actions", "ok", "schema", "summary",
            ]
        )
        #expect(json["schema"]?.string == "reconcile.validate/1")
        #expect(json["ok"]?.bool == false)
        #expect(json["summary"]?.string == "1 error\u{202E}")
        #expect(json["diagnostics"]?.array?.first?["range"]?["end"]?["column"]?.integer == 22)
        #expect(json["diagnostics"]?.array?.last?["range"] == nil)
    }

    @Test func `differences are no failure`() {
        #expect(Envelope(verb: "plan", exitCode: .differences, summary: "").ok)
        #expect(!Envelope(verb: "plan", exitCode: .refusedStale, summary: "").ok)
    }
}
