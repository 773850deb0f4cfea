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

    /// - Returns: The answer's exit code; 73 in the place of a good one where the answer could not be written.
    func print(_ answer: Answer) -> Domain.ExitCode {
        let unwritten =
            switch format {
            case .json: Terminal.write(answer.envelope.text, to: STDOUT_FILENO)
            case .github: printGitHub(answer)
            case .text, .ndjson, .csv, .markdown: printForPeople(answer)
            }
        return ended(answer.exitCode, unwritten)
    }

    func printRaw(_ text: String) -> Domain.ExitCode {
        ended(.done, Terminal.write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO))
    }

    /// A failure keeps its own code: whoever decides by it must not miss a refusal because a disk is full.
    private func ended(_ code: Domain.ExitCode, _ unwritten: Terminal.Unwritten?) -> Domain.ExitCode {
        guard let unwritten else { return code }
        let fault = Diagnostic(
            .fileUnwritable,
            "The answer could not be written to the standard output: \(unwritten.reason)",
            fix: "Make room, or write elsewhere. What the command did is done; 'reconcile history' shows it."
        )
        Terminal.write(DiagnosticText.render(fault, styling: errors), to: STDERR_FILENO)
        return [.done, .differences].contains(code) ? .cannotWrite : code
    }

    private func printForPeople(_ answer: Answer) -> Terminal.Unwritten? {
        let unwritten = Terminal.write(answer.forms[format]?() ?? answer.text(output), to: STDOUT_FILENO)
        let text = DiagnosticText.render(answer.diagnostics, styling: errors)
        Terminal.write(text, to: STDERR_FILENO)
        if !isQuiet, !answer.textSaysNext, Terminal.isTerminal(STDERR_FILENO) { printNext(answer) }
        return unwritten
    }

    private func printNext(_ answer: Answer) {
        for action in answer.nextActions {
            Terminal.write("Next: \(escapedForTerminal(action.command))  (\(action.why))\n", to: STDERR_FILENO)
        }
    }

    private func printGitHub(_ answer: Answer) -> Terminal.Unwritten? {
        let unwritten = Terminal.write(GitHubAnnotations.render(answer.diagnostics), to: STDOUT_FILENO)
        Terminal.write(answer.text(output), to: STDERR_FILENO)
        return unwritten
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
