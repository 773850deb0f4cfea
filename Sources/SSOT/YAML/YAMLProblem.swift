import Domain
import Yams

/// The YAML parser's complaint in our words.
enum YAMLProblem {
    static func report(_ error: YamlError, _ faults: Faults) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let known = advice.first { problem.contains($0.fragment) }
            // An unfinished quote or bracket is found at the end of the file; the place to mend is where it began.
            let place = known?.isAtContext == true ? context?.mark ?? mark : mark
            faults.error(
                known?.code ?? .ssotSyntax,
                known?.summary ?? "This is not valid YAML: \(problem).",
                fix: known?.fix ?? "Compare the line and the one above it with the rest of the file.",
                at: clamped(place, faults)
            )
        case .reader(let problem, _, _, _):
            unreadable(problem, faults)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
            unreadable("the parser gave up", faults)
        }
    }

    private static func unreadable(_ problem: String, _ faults: Faults) {
        faults.error(
            .ssotSyntax,
            "This is not valid YAML: \(problem).",
            fix: "Compare the file with its last good version.",
            at: faults.source.position(1, 1)
        )
    }

    /// The parser marks the end of the file one line below the last.
    private static func clamped(_ mark: Mark, _ faults: Faults) -> SourcePosition {
        guard mark.line > faults.source.lines.count, let last = faults.source.lines.last else {
            return faults.source.position(mark.line, mark.column)
        }
        return faults.source.position(faults.source.lines.count, last.unicodeScalars.count)
    }

    private struct Advice {
        let fragment: String
        var code = DiagnosticCode.ssotSyntax
        let summary: String
        let fix: String
        var isAtContext = false
    }

    private static let advice = [
        Advice(
            fragment: "undefined alias",
            code: .ssotRefusedConstruct,
            summary: "Aliases are not allowed, and without quotes this text is one.",
            fix: "Quote a pattern that begins with `*`: \"*-prod\"."
        ),
        Advice(
            fragment: "alphabetic or numeric character",
            code: .ssotRefusedConstruct,
            summary: "A text that begins with `*` or `&` stands without quotes.",
            fix: "Quote it: \"*/docker-extension*\"."
        ),
        Advice(
            fragment: "another document",
            code: .ssotRefusedConstruct,
            summary: "A second document begins here; an SSOT is one document.",
            fix: "Keep one document, without `---` between lines."
        ),
        Advice(
            fragment: "cannot start any token",
            summary: "No value can begin with this character.",
            fix: "Quote a text that begins with @, ` or %; use spaces for tabs."
        ),
        Advice(
            fragment: "mapping values are not allowed",
            summary: "A `:` stands where no key can be.",
            fix: "Check the indentation; quote a text that holds a colon followed by a space."
        ),
        Advice(
            fragment: "could not find expected ':'",
            summary: "A line that should hold a key has no `:`.",
            fix: "Write `key: value`, or quote a text of several lines."
        ),
        Advice(
            fragment: "expected key",
            summary: "The indentation does not fit the lines above.",
            fix: "Indent keys of one mapping alike, with two spaces for each level."
        ),
        Advice(
            fragment: "'-' indicator",
            summary: "The list ends here, but the line is indented like one of its entries.",
            fix: "Begin each entry with `- `, all indented alike."
        ),
        Advice(
            fragment: "unexpected end of stream",
            summary: "The quote that begins here is never closed.",
            fix: "Close the quote.",
            isAtContext: true
        ),
        Advice(
            fragment: "unexpected document indicator",
            summary: "The quote that begins here is never closed.",
            fix: "Close the quote.",
            isAtContext: true
        ),
        Advice(
            fragment: "expected ',' or",
            summary: "The bracket that opens here is not closed, or a comma is missing inside.",
            fix: "Separate the entries by commas and close the bracket, or write one entry a line.",
            isAtContext: true
        ),
        Advice(
            fragment: "escape character",
            summary: "Between double quotes, this backslash begins no known escape.",
            fix: "Use single quotes, or write the backslash twice."
        ),
    ]
}
