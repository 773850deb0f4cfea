package import Domain
import Yams

/// What the YAML parser has against a text, in our words: the same for every file that people write.
package struct YAMLComplaint: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case syntax
        /// A key that stands twice in its mapping.
        case duplicateKey(String)
        /// An alias without an anchor, or a text that looks like one.
        case alias
    }

    package let kind: Kind
    package let summary: String
    package let fix: String
    package let position: SourcePosition

    private init(_ kind: Kind, _ summary: String, fix: String, at position: SourcePosition) {
        self.kind = kind
        self.summary = summary
        self.fix = fix
        self.position = position
    }

    init(duplicate key: String, at position: SourcePosition) {
        let summary = "A key stands more than once in its mapping."
        self.init(.duplicateKey(key), summary, fix: "Keep one of them.", at: position)
    }

    init(_ error: YamlError, _ lines: [String], file: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let known = YAMLAdvice.all.first { problem.contains($0.fragment) }
            // An unfinished quote or bracket is found at the end of the file; the place to repair is where it began.
            let place = known?.isAtContext == true ? context?.mark ?? mark : mark
            self.init(
                known?.kind ?? .syntax,
                known?.summary ?? "This is not valid YAML: \(problem).",
                fix: known?.fix ?? "Compare the line and the one above it with the rest of the file.",
                at: YAMLComplaint.clamped(place.position(in: file), lines)
            )
        case .reader(let problem, _, _, _):
            self.init(unreadable: problem, file: file)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
            self.init(unreadable: "the parser gave up", file: file)
        }
    }

    private init(unreadable problem: String, file: String) {
        let place = SourcePosition(file: file, line: 1, column: 1)
        let fix = "Compare the file with its last good version."
        self.init(.syntax, "This is not valid YAML: \(problem).", fix: fix, at: place)
    }

    /// The parser marks the end of the file one line below the last.
    private static func clamped(_ position: SourcePosition, _ lines: [String]) -> SourcePosition {
        guard position.line > lines.count, let last = lines.last else { return position }
        return SourcePosition(file: position.file, line: max(1, lines.count), column: max(1, last.unicodeScalars.count))
    }
}

/// What a complaint of the parser means, and what to do about it.
struct YAMLAdvice {
    /// A part of the parser's own words.
    let fragment: String
    var kind = YAMLComplaint.Kind.syntax
    let summary: String
    let fix: String
    /// Whether the place to repair is where the construct began.
    var isAtContext = false

    static let all = [
        YAMLAdvice(
            fragment: "undefined alias",
            kind: .alias,
            summary: "The alias has no anchor above it.",
            fix: "Define the anchor first, or quote a text that begins with `*`: \"*-prod\"."
        ),
        YAMLAdvice(
            fragment: "alphabetic or numeric character",
            kind: .alias,
            summary: "A text that begins with `*` or `&` stands without quotes.",
            fix: "Quote it: \"*/docker-extension*\"."
        ),
        YAMLAdvice(
            fragment: "cannot start any token",
            summary: "No value can begin with this character.",
            fix: "Quote a text that begins with @, ` or %; use spaces for tabs."
        ),
        YAMLAdvice(
            fragment: "mapping values are not allowed",
            summary: "A `:` stands where no key can be.",
            fix: "Check the indentation; quote a text that holds a colon followed by a space."
        ),
        YAMLAdvice(
            fragment: "could not find expected ':'",
            summary: "A line that should hold a key has no `:`.",
            fix: "Write `key: value`, or quote a text of several lines."
        ),
        YAMLAdvice(
            fragment: "expected key",
            summary: "The indentation does not fit the lines above.",
            fix: "Indent keys of one mapping alike, with two spaces for each level."
        ),
        YAMLAdvice(
            fragment: "'-' indicator",
            summary: "The list ends here, but the line is indented like one of its entries.",
            fix: "Begin each entry with `- `, all indented alike."
        ),
        YAMLAdvice(
            fragment: "unexpected end of stream",
            summary: "The quote that begins here is never closed.",
            fix: "Close the quote.",
            isAtContext: true
        ),
        YAMLAdvice(
            fragment: "unexpected document indicator",
            summary: "The quote that begins here is never closed.",
            fix: "Close the quote.",
            isAtContext: true
        ),
        YAMLAdvice(
            fragment: "expected ',' or",
            summary: "The bracket that opens here is not closed, or a comma is missing inside.",
            fix: "Separate the entries by commas and close the bracket, or write one entry a line.",
            isAtContext: true
        ),
        YAMLAdvice(
            fragment: "escape character",
            summary: "Between double quotes, this backslash begins no known escape.",
            fix: "Use single quotes, or write the backslash twice."
        ),
    ]
}
