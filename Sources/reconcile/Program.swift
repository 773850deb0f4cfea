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
        if let diagnostic = UnknownVerb.diagnostic(in: normalized) {
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
        do {
            let environment = try console.environment(signals.interruption)
            try verb.checkForm()
            let answer = try await verb.answer(environment)
            return console.print(answer)
        } catch let failure as Failure {
            return console.print(Answer(verb.name, failure))
        } catch {
            return console.print(Answer(verb.name, unexpected(error)))
        }
    }

    private func unexpected(_ error: any Error) -> Failure {
        Failure(
            .unexpected,
            Diagnostic(
                .internalError,
                "Something unexpected went wrong (\(type(of: error)))",
                detail: escapedForTerminal(String(describing: error)),
                fix: "Nothing was changed unless a step says so. Please report it with this text."
            )
        )
    }

    /// Help and versions are answers; everything else is a usage error, in JSON too where that was asked for.
    private func parserAnswer(_ error: any Error, _ console: Console) -> Domain.ExitCode {
        let message = Reconcile.fullMessage(for: error)
        guard Reconcile.exitCode(for: error) != .success else {
            console.printRaw(message)
            return .done
        }
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let summary = lines.first.map { $0.hasPrefix("Error: ") ? String($0.dropFirst(7)) : $0 } ?? "usage"
        let usage = lines.dropFirst().joined(separator: " ")
        let diagnostic = Diagnostic(.usage, summary, detail: usage, fix: "See 'reconcile --help'.")
        return console.print(Answer("usage", Failure(.usage, diagnostic)))
    }
}
