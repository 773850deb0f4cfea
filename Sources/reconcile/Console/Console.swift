import Domain
import Glibc
import Reports
import Workflows

/// The terminal: stdout gets the answer, stderr progress, warnings and hints.
struct Console {
    private let format: OutputFormat
    private let isQuiet: Bool
    private let mayAsk: Bool
    private let output: Styling
    private let errors: Styling

    init(_ flags: GlobalFlags) {
        self.init(
            format: flags.outputFormat,
            isQuiet: flags.quiet,
            mayAsk: !flags.noInput,
            colour: flags.noColor ? .never : flags.color
        )
    }

    /// Before the flags are parsed: only what can be seen in the bare arguments.
    init(_ format: OutputFormat, arguments: [String]) {
        self.init(
            format: format,
            isQuiet: false,
            mayAsk: false,
            colour: arguments.contains("--no-color") ? .never : .auto
        )
    }

    private init(format: OutputFormat, isQuiet: Bool, mayAsk: Bool, colour: ColourChoice) {
        self.format = format
        self.isQuiet = isQuiet
        self.mayAsk = mayAsk
        output = Terminal.styling(of: STDOUT_FILENO, colour)
        errors = Terminal.styling(of: STDERR_FILENO, colour)
    }

    /// The world as a verb sees it, with this console for progress and questions.
    func environment(_ interruption: Interruption) throws -> Environment {
        let isSilent = isQuiet || format == .json
        let styling = errors
        let askPhrase: @Sendable (Plan, String) -> String? = { Terminal.ask(PhrasePrompt.text($0, phrase: $1)) }
        let mayAsk = mayAsk && Terminal.canAsk
        return try Environment.live(interruption: interruption, askPhrase: mayAsk ? askPhrase : nil) { event in
            guard !isSilent || event.isWarning else { return }
            Terminal.write(Console.line(event, styling) + "\n", to: STDERR_FILENO)
        }
    }

    func print(_ answer: Answer) -> Domain.ExitCode {
        switch format {
        case .json: Terminal.write(answer.envelope.text, to: STDOUT_FILENO)
        case .github: printGitHub(answer)
        case .text, .ndjson, .csv, .markdown: printForPeople(answer)
        }
        return answer.exitCode
    }

    func printRaw(_ text: String) {
        Terminal.write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
    }

    private func printForPeople(_ answer: Answer) {
        Terminal.write(answer.forms[format]?() ?? answer.text(output), to: STDOUT_FILENO)
        let shown = isQuiet ? answer.diagnostics.filter { $0.severity == .error } : answer.diagnostics
        if !shown.isEmpty { Terminal.write(DiagnosticText.render(shown, styling: errors), to: STDERR_FILENO) }
        guard !isQuiet, Terminal.isTerminal(STDERR_FILENO) else { return }
        for action in answer.nextActions {
            Terminal.write("Next: \(escapedForTerminal(action.command))  (\(action.why))\n", to: STDERR_FILENO)
        }
    }

    private func printGitHub(_ answer: Answer) {
        Terminal.write(GitHubAnnotations.render(answer.diagnostics), to: STDOUT_FILENO)
        Terminal.write(answer.text(output), to: STDERR_FILENO)
    }

    private static func line(_ event: ProgressEvent, _ styling: Styling) -> String {
        switch event {
        case .endpoint(let text): escapedForTerminal(text)
        case .waiting(let what): "Waiting for \(what)"
        case .stepBegan(let address, let step): ApplyProgress.started(address, step, styling: styling)
        case .stepEnded(let record): ApplyProgress.finished(record, styling: styling)
        case .warning(let diagnostic): DiagnosticText.render(diagnostic, styling: styling)
        }
    }
}

extension ProgressEvent {
    fileprivate var isWarning: Bool {
        switch self {
        case .warning: true
        case .endpoint, .waiting, .stepBegan, .stepEnded: false
        }
    }
}
