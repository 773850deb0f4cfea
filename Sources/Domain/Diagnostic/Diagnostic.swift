/// One finding for a person or a program: what is wrong, where, and what to do.
package struct Diagnostic: Sendable, Hashable, Error {
    package enum Severity: String, Sendable, CaseIterable {
        case error
        case warning
    }

    package let code: DiagnosticCode
    package let severity: Severity
    /// One sentence without names of secrets or their values.
    package let summary: String
    /// What a reader needs beyond the summary; empty where there is nothing more to say.
    package let detail: String
    /// What to do about it; empty only where nothing can be done.
    package let fix: String
    package let address: Address?
    package let position: SourcePosition?
    /// The last column of the marked text on the position's line, for the caret line; `nil` marks one column.
    package let endColumn: Int?
    /// The line that the position names, for printing above the caret.
    package let sourceLine: String?

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
