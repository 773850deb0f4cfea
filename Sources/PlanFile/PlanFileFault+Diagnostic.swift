package import Domain

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
        case .notJSON, .missingKey, .unknownKey, .duplicateKey, .wrongType, .unknownWord, .inconsistent:
            "Restore the file with git, or plan again; a plan file is never edited."
        }
    }

    private var planAgain: String { "Plan again with this version of the tool." }

    private var place: (line: Int, column: Int)? {
        switch self {
        case .notJSON(_, let line, let column), .notCanonical(_, let line, let column): (line, column)
        case .tooLarge, .foreignFormat, .otherMajor, .otherMinor, .missingKey, .unknownKey, .duplicateKey, .wrongType,
            .unknownWord, .inconsistent:
            nil
        }
    }
}
