package import Domain
package import JSON

/// Why bytes are no plan file. Each case says where, and none quotes a value of the file.
package enum PlanFileFault: Error, Sendable, Equatable {
    /// How a file that means a plan differs from the one spelling of that plan.
    package enum Deviation: Sendable, Equatable {
        /// CRLF for LF, and nothing else.
        case lineEndings
        case byteOrderMark
        /// White space, order of keys, escapes, a missing or second newline at the end.
        case spelling
    }

    case tooLarge(bytes: Int)
    case notJSON(problem: String, line: Int, column: Int)
    /// `format` is missing or names something else.
    case foreignFormat
    /// The format's major version is not ours: the file's meaning may differ.
    case otherMajor(found: Int)
    /// The minor version is not ours: the file has keys that this tool does not know, or lacks some.
    case otherMinor(found: Int)
    /// A key or a value is not as the format has it.
    case shape(JSONShapeFault)
    /// Values that are right by themselves and contradict each other.
    case inconsistent(path: String, problem: String)
    case notCanonical(Deviation, line: Int, column: Int)
}

extension PlanFileFault: CustomStringConvertible {
    /// What is wrong and where, in one sentence without the file's name.
    package var description: String {
        switch self {
        case .tooLarge(let bytes): "it has \(bytes) bytes; the limit is \(PlanFileCodec.maximumBytes)"
        case .notJSON(let problem, _, _): "it is not JSON: \(problem)"
        case .foreignFormat: "'format' is not '\(PlanFormat.current)'"
        case .otherMajor(let found): "its format has the major version \(found); this tool reads \(PlanFormat.major)"
        case .otherMinor(let found):
            "its format has the version \(PlanFormat.major).\(found); this tool reads \(PlanFormat.major).\(PlanFormat.minor)"
        case .shape(let fault): fault.description
        case .inconsistent(let path, let problem): "\(path): \(problem)"
        case .notCanonical(let deviation, _, _): deviation.description
        }
    }
}

extension PlanFileFault.Deviation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .lineEndings: "its lines end in CRLF: git's autocrlf rewrote it"
        case .byteOrderMark: "it begins with a byte order mark: an editor rewrote it"
        case .spelling: "it was reformatted"
        }
    }
}

extension PlanFileFault {
    /// The finding for a person, with the place in `file` (the path as it should be printed) where the fault has one.
    package func diagnostic(file: String) -> Diagnostic {
        Diagnostic(
            .planFileInvalid,
            "\(file) is not a valid plan file: \(description)",
            detail: "A plan file is signed byte for byte; only the bytes that 'reconcile plan' wrote are accepted.",
            fix: fix,
            position: place.map { SourcePosition(file: file, line: $0.line, column: $0.column) }
        )
    }

    private var fix: String {
        switch self {
        case .notCanonical(.lineEndings, _, _):
            "Write '*.plan.json -text' in .gitattributes ('reconcile init' does), then check the file out again."
        case .notCanonical(.byteOrderMark, _, _), .notCanonical(.spelling, _, _):
            "Restore the file with git, and keep editors and formatters away from plan files."
        case .otherMajor(let found) where found < PlanFormat.major: planAgain
        case .otherMinor(let found) where found < PlanFormat.minor: planAgain
        case .otherMajor, .otherMinor: "Use the version of the tool that wrote the file, or a newer one."
        case .foreignFormat: "Give the path of a *.plan.json file that 'reconcile plan' wrote."
        case .tooLarge: "Plan less with --target, in several plans."
        case .notJSON, .shape, .inconsistent:
            "Restore the file with git, or plan again; a plan file is never edited."
        }
    }

    private var planAgain: String { "Plan again with this version of the tool." }

    private var place: (line: Int, column: Int)? {
        switch self {
        case .notJSON(_, let line, let column), .notCanonical(_, let line, let column): (line, column)
        case .tooLarge, .foreignFormat, .otherMajor, .otherMinor, .shape, .inconsistent: nil
        }
    }
}
