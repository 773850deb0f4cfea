import Domain

/// Collects the diagnostics of one file, each with its line.
final class SourceDiagnostics {
    let source: SourceText
    /// The one code that all faults of this file bear, where the file has one.
    private let fixedCode: DiagnosticCode?
    private var collector = DiagnosticCollector()

    init(source: SourceText, fixedCode: DiagnosticCode? = nil) {
        self.source = source
        self.fixedCode = fixedCode
    }

    var hasErrors: Bool { collector.hasErrors }

    /// Whether further faults are left out; nobody then needs to word them with care.
    var isFull: Bool { collector.isFull }

    /// Whether the file is an SSOT, so that hints may name its sections.
    var isOfSSOT: Bool { fixedCode == nil }

    /// In the order of the file.
    var sorted: [Diagnostic] { collector.sorted }

    func error(
        _ code: DiagnosticCode,
        _ summary: String,
        detail: String = "",
        fix: String,
        at position: SourcePosition
    ) {
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
        guard !isFull else { return }
        let line = source.quotableLine(position.line)
        collector.add(
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
