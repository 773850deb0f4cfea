import Domain

/// Collects what loading finds, each finding once: a tree is looked at again after every merge.
struct Findings: Sendable {
    /// More would help nobody; a hostile file could hold a million.
    private static let limit = 100

    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    private(set) var hasErrors = false

    /// Whether what comes now is left out, so that nobody needs to think of words for it.
    var isFull: Bool { diagnostics.count >= Findings.limit && hasErrors }

    mutating func add(_ diagnostic: Diagnostic) {
        guard diagnostics.count < Findings.limit || (diagnostic.severity == .error && !hasErrors) else { return }
        guard seen.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
        hasErrors = hasErrors || diagnostic.severity == .error
    }

    mutating func add(_ more: [Diagnostic]) {
        for diagnostic in more { add(diagnostic) }
    }

    mutating func error(_ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition) {
        add(Diagnostic(code, summary, fix: fix, position: position))
    }

    mutating func warning(_ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition) {
        add(Diagnostic(code, .warning, summary, fix: fix, position: position))
    }
}
