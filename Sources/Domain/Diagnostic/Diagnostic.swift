/// One finding for a person or a program: what is wrong, where, and what to do.
package struct Diagnostic: Sendable, Hashable, Error {
    package enum Severity: String, Sendable, CaseIterable {
        case error
        case warning
    }

    package var code: DiagnosticCode
    package var severity: Severity
    /// One sentence without names of secrets or their values.
    package var summary: String
    /// What a reader needs beyond the summary; empty where there is nothing more to say.
    package var detail: String
    /// What to do about it; empty only where nothing can be done.
    package var fix: String
    package var address: Address?
    package var position: SourcePosition?
    /// The last column of the marked text on the position's line, for the caret line; `nil` marks one column.
    package var endColumn: Int?
    /// The line that the position names, for printing above the caret.
    package var sourceLine: String?

    package init(
        _ code: DiagnosticCode,
        _ severity: Severity,
        _ summary: String,
        detail: String = "",
        fix: String = "",
        address: Address? = nil,
        position: SourcePosition? = nil,
        endColumn: Int? = nil,
        sourceLine: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.summary = summary
        self.detail = detail
        self.fix = fix
        self.address = address
        self.position = position
        self.endColumn = endColumn
        self.sourceLine = sourceLine
    }

    /// An error, which most findings are.
    package init(
        _ code: DiagnosticCode,
        _ summary: String,
        detail: String = "",
        fix: String = "",
        address: Address? = nil,
        position: SourcePosition? = nil
    ) {
        self.init(code, .error, summary, detail: detail, fix: fix, address: address, position: position)
    }
}

/// A place in a file that people edit. Lines and columns count from 1; a column counts Unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The path as it should be printed: relative to the repository root wherever the file lies below it.
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `infra/docker/DOCKER_STAGING_SSOT.yaml:12:7`, the form that editors and terminals make clickable.
    package var description: String { "\(file):\(line):\(column)" }

    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.file, lhs.line, lhs.column) < (rhs.file, rhs.line, rhs.column)
    }
}
