internal import Compose
internal import Domain

/// What building finds, with places.
struct Findings {
    private(set) var diagnostics: [Diagnostic] = []

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The key asks for what cannot be planned.
    mutating func refuse(
        _ key: String,
        of owner: String,
        because detail: String,
        fix: String,
        at position: SourcePosition
    ) {
        add(.stackUnsupported, .error, "`\(key)` of \(owner) cannot be planned: \(detail)", fix, position)
    }

    /// The key does nothing, or less than it says.
    mutating func warn(_ key: String, of owner: String, that detail: String, fix: String, at position: SourcePosition) {
        add(.stackUnsupported, .warning, "`\(key)` of \(owner) \(detail)", fix, position)
    }

    /// The key needs a newer Engine than the one that was asked.
    mutating func refuse(
        _ key: String,
        of owner: String,
        needs version: APIVersion,
        _ actual: APIVersion?,
        at position: SourcePosition
    ) {
        guard let actual, actual < version else { return }
        let detail = "it needs the Engine API \(version), and this Engine speaks \(actual)."
        refuse(key, of: owner, because: detail, fix: "Delete it, or update the Engine.", at: position)
    }

    mutating func fault(_ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition) {
        add(code, .error, summary, fix, position)
    }

    /// What several containers of one service find is told once.
    private mutating func add(
        _ code: DiagnosticCode,
        _ severity: Diagnostic.Severity,
        _ summary: String,
        _ fix: String,
        _ position: SourcePosition
    ) {
        let diagnostic = Diagnostic(code, severity, summary, fix: fix, position: position)
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
}
