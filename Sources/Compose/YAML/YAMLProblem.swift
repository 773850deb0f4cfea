import Domain
import Yams

/// The YAML parser's complaint in our words.
enum YAMLProblem {
    static func report(_ error: YamlError, file: String, _ findings: inout Findings) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let known = advice.first { problem.contains($0.fragment) }
            // An unfinished quote or bracket is found at the end of the file; the place to mend is where it began.
            let place = known?.isAtContext == true ? context?.mark ?? mark : mark
            findings.error(
                .stackSyntax,
                known?.summary ?? "This is not valid YAML: \(problem).",
                fix: known?.fix ?? "Compare the line and the one above it with the rest of the file.",
                at: position(place, file)
            )
        case .duplicatedKeysInMapping(let names, let context):
            duplicate(names.first ?? "", at: position(context.mark, file), &findings)
        case .reader(let problem, _, _, _):
            unreadable(problem, file: file, &findings)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            unreadable("the parser gave up", file: file, &findings)
        }
    }

    private static func unreadable(_ problem: String, file: String, _ findings: inout Findings) {
        findings.error(
            .stackSyntax,
            "This is not valid YAML: \(problem).",
            fix: "Compare the file with its last good version.",
            at: SourcePosition(file: file, line: 1, column: 1)
        )
    }

    static func duplicate(_ key: String, at position: SourcePosition, _ findings: inout Findings) {
        findings.error(
            .stackSyntax,
            "The key `\(key)` stands twice in the mapping.",
            fix: "Keep one of them.",
            at: position
        )
    }

    static func position(_ mark: Mark, _ file: String) -> SourcePosition {
        SourcePosition(file: file, line: max(1, mark.line), column: max(1, mark.column))
    }

    private struct Advice {
        let fragment: String
        let summary: String
        let fix: String
        var isAtContext = false
    }

    private static let advice = [
        Advice(
            fragment: "undefined alias",
            summary: "The alias has no anchor above it.",
            fix: "Define the anchor first, or quote a text that begins with `*`."
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
            fragment: "expected ',' or",
            summary: "The bracket that opens here is not closed, or a comma is missing inside.",
            fix: "Separate the entries by commas and close the bracket, or write one entry a line.",
            isAtContext: true
        ),
    ]
}
