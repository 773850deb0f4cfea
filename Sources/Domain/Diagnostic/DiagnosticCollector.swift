/// Collects diagnostics, each once, so that a user sees every fault in one run.
package struct DiagnosticCollector: Sendable {
    private let limit: Int
    package private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []
    package private(set) var hasErrors = false

    /// `limit`: how many are kept, because more would help nobody and a hostile file could hold a million. The first
    /// error is kept beyond it.
    package init(limit: Int = 100) { self.limit = limit }

    /// Whether further diagnostics are dropped, so that callers can skip making them.
    package var isFull: Bool { diagnostics.count >= limit && hasErrors }

    package mutating func add(_ diagnostic: Diagnostic) {
        guard diagnostics.count < limit || (diagnostic.severity == .error && !hasErrors) else { return }
        guard seen.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
        hasErrors = hasErrors || diagnostic.severity == .error
    }

    package mutating func add(_ more: [Diagnostic]) {
        for diagnostic in more { add(diagnostic) }
    }

    package mutating func error(_ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition) {
        add(Diagnostic(code, summary, fix: fix, position: position))
    }

    package mutating func warning(_ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition) {
        add(Diagnostic(code, .warning, summary, fix: fix, position: position))
    }

    /// In the order of their places; what has no place stays where it was found.
    package var sorted: [Diagnostic] {
        let ordered = diagnostics.enumerated().sorted { left, right in
            let (before, after) = (left.element.position, right.element.position)
            guard let before, let after, before != after else { return left.offset < right.offset }
            return before < after
        }
        return ordered.map(\.element)
    }
}
