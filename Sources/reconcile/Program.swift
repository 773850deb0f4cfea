import ArgumentParser
import Domain
import Reports
import Workflows

/// One invocation: parse, run the verb, print one answer, give one exit code.
struct Program {
    let arguments: [String]

    func run() async -> Domain.ExitCode {
        let normalized = ArgumentNormalizer.normalized(arguments)
        let console = Console(JSONRequest.isPresent(in: normalized) ? .json : .text, arguments: normalized)
        if let diagnostic = UnknownWord.diagnostic(in: normalized) {
            return console.print(Answer("usage", Failure(.usage, diagnostic)))
        }
        do {
            var command = try Reconcile.parseAsRoot(normalized)
            guard let verb = command as? any Verb else {
                try command.run()
                return .done
            }
            return await run(verb)
        } catch {
            return parserAnswer(error, console)
        }
    }

    private func run(_ verb: any Verb) async -> Domain.ExitCode {
        let console = Console(verb.global)
        let signals = SignalWatch()
        let environment: Environment
        do {
            environment = try console.environment(signals.interruption)
        } catch {
            return console.print(Answer(verb.name, Failure(error)))
        }
        let name = verb.name
        signals.watch { reaction, code in Program.end(name, reaction, code, console, environment) }
        let answer = await answer(verb, environment).adding(environment.trail.unfinished())
        // If a signal was handled first, its handler prints the answer and ends the process; this task then waits for
        // that.
        guard signals.claimAnswer() else { return await withUnsafeContinuation { _ in } }
        let unsettled = environment.trail.settle(answer.exitCode, at: environment.now())
        return console.print(answer.adding([unsettled].compactMap(\.self)))
    }

    private func answer(_ verb: any Verb, _ environment: Environment) async -> Answer {
        do {
            try verb.checkForm()
            return try await verb.answer(environment)
        } catch {
            return Answer(verb.name, Failure(error))
        }
    }

    /// Ends the process for a signal: with the one answer, and with a record of it where the run is over.
    private static func end(
        _ verb: String,
        _ reaction: Interruption.Reaction,
        _ code: Domain.ExitCode,
        _ console: Console,
        _ environment: Environment
    ) {
        switch reaction {
        case .endsByItself: return
        case .ends:
            _ = environment.trail.settle(code, at: environment.now())
            _ = console.print(Answer(verb, Failure(code, Diagnostic.interrupted)))
        case .breaksOff:
            environment.trail.settleWhatEnded(code, at: environment.now())
            _ = console.print(Answer(verb, Failure(code, Diagnostic.brokenOff)))
        }
    }

    /// Help and versions are answers; everything else is a usage error, in JSON too where that was asked for.
    private func parserAnswer(_ error: any Error, _ console: Console) -> Domain.ExitCode {
        let message = Reconcile.fullMessage(for: error)
        guard Reconcile.exitCode(for: error) != .success else {
            return console.printRaw(message)
        }
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let summary = lines.first.map { $0.hasPrefix("Error: ") ? String($0.dropFirst(7)) : $0 } ?? "usage"
        let usage = lines.dropFirst().joined(separator: " ")
        let diagnostic = Diagnostic(.usage, summary, detail: usage, fix: "See 'reconcile --help'.")
        return console.print(Answer("usage", Failure(.usage, diagnostic)))
    }
}
