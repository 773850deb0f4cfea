import Domain

/// Collects every fault of one file, so that a user sees all of them in one run.
final class Faults {
    /// More would help nobody; a hostile file could hold a million.
    static let limit = 100

    let source: SourceText
    /// The one code that all faults of this file bear, where the file has one.
    private let fixedCode: DiagnosticCode?
    private var collected: [Diagnostic] = []
    private var errorCount = 0

    init(source: SourceText, fixedCode: DiagnosticCode? = nil) {
        self.source = source
        self.fixedCode = fixedCode
    }

    var hasErrors: Bool { errorCount > 0 }

    /// Whether further faults are only counted; nobody then needs to word them with care.
    var isFull: Bool { collected.count >= Faults.limit }

    /// Whether the file is an SSOT, so that hints may name its sections.
    var isOfSSOT: Bool { fixedCode == nil }

    /// In the order of the file.
    var sorted: [Diagnostic] {
        let ordered = collected.enumerated().sorted { left, right in
            let (before, after) = (left.element.position, right.element.position)
            guard let before, let after, before != after else { return left.offset < right.offset }
            return before < after
        }
        return ordered.map(\.element)
    }

    func error(
        _ code: DiagnosticCode,
        _ summary: String,
        detail: String = "",
        fix: String,
        at position: SourcePosition
    ) {
        errorCount += 1
        append(code, .error, summary, detail: detail, fix: fix, at: position)
    }

    func warning(
        _ code: DiagnosticCode,
        _ summary: String,
        detail: String = "",
        fix: String,
        at position: SourcePosition
    ) {
        append(code, .warning, summary, detail: detail, fix: fix, at: position)
    }

    private func append(
        _ code: DiagnosticCode,
        _ severity: Diagnostic.Severity,
        _ summary: String,
        detail: String,
        fix: String,
        at position: SourcePosition
    ) {
        guard !isFull || (severity == .error && errorCount == 1) else { return }
        let line = source.quotableLine(position.line)
        collected.append(
            Diagnostic(
                fixedCode ?? code,
                severity,
                summary,
                detail: detail,
                fix: fix,
                position: position,
                endColumn: line == nil ? nil : source.endColumn(of: position),
                sourceLine: line
            )
        )
    }
}
