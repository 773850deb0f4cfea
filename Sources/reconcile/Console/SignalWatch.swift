import Dispatch
import Domain
import Glibc
import Synchronization
import Workflows

/// While a host is being changed, the first Ctrl-C or SIGTERM asks the work to stop at the next safe place; the second
/// ends the process and leaves intents to be resolved. At any other time the first one ends it. A closed terminal
/// changes nothing. However it ends, exactly one answer is printed.
final class SignalWatch: Sendable {
    let interruption = Interruption()
    private let isAnswered = Mutex(false)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    init() {
        signal(SIGHUP, SIG_IGN)
        for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }
    }

    /// `ending`: what is printed and recorded where a signal ends the process.
    func watch(_ ending: @escaping @Sendable (Interruption.Reaction, Domain.ExitCode) -> Void) {
        sources.withLock { sources in
            sources = [SIGINT, SIGTERM].map { number in
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { [self] in react(to: number, ending) }
                source.resume()
                return source
            }
        }
    }

    /// Claims the right to print the answer: true for the first caller only.
    func claimAnswer() -> Bool {
        isAnswered.withLock { isAnswered in
            defer { isAnswered = true }
            return !isAnswered
        }
    }

    private func react(to number: Int32, _ ending: (Interruption.Reaction, Domain.ExitCode) -> Void) {
        let reaction = interruption.request(number)
        switch reaction {
        case .endsByItself:
            Terminal.write("\nStopping after the calls in flight; once more to stop at once.\n", to: STDERR_FILENO)
        case .ends, .breaksOff:
            // An answer is being printed already, and the process ends after it.
            guard claimAnswer() else { return }
            ending(reaction, number == SIGTERM ? .terminated : .interrupted)
            _exit(128 + number)
        }
    }
}
