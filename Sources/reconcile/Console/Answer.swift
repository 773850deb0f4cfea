import Domain
import Reports

/// What a verb says: for people, for programs, and as an exit code.
struct Answer {
    let verb: String
    let exitCode: ExitCode
    let summary: String
    let data: JSON
    let diagnostics: [Diagnostic]
    let nextActions: [NextAction]
    /// Whether the text for people says already what comes next.
    var textSaysNext = false
    /// The answer for people; an empty text prints nothing.
    let text: (Styling) -> String
    /// Further forms: CSV, Markdown, …
    let forms: [OutputFormat: () -> String]

    init(
        _ verb: String,
        exitCode: ExitCode = .done,
        summary: String,
        data: JSON = .null,
        diagnostics: [Diagnostic] = [],
        nextActions: [NextAction] = [],
        forms: [OutputFormat: () -> String] = [:],
        text: @escaping (Styling) -> String
    ) {
        self.verb = verb
        self.exitCode = exitCode
        self.summary = summary
        self.data = data
        self.diagnostics = diagnostics
        self.nextActions = nextActions
        self.forms = forms
        self.text = text
    }

    init(_ verb: String, _ failure: Failure) {
        self.init(
            verb,
            exitCode: failure.exitCode,
            summary: failure.diagnostics.first?.summary ?? "failed",
            diagnostics: failure.diagnostics,
            nextActions: NextSteps.after(failure, of: verb),
            text: { _ in "" }
        )
    }

    /// The answer with these diagnostics, except those that it has already.
    func adding(_ more: [Diagnostic]) -> Answer {
        let new = more.filter { !diagnostics.contains($0) }
        guard !new.isEmpty else { return self }
        var answer = Answer(
            verb,
            exitCode: exitCode,
            summary: summary,
            data: data,
            diagnostics: diagnostics + new,
            nextActions: nextActions,
            forms: forms,
            text: text
        )
        answer.textSaysNext = textSaysNext
        return answer
    }

    var envelope: Envelope {
        Envelope(
            verb: verb,
            exitCode: exitCode,
            summary: summary,
            data: data,
            diagnostics: diagnostics,
            nextActions: nextActions
        )
    }
}
