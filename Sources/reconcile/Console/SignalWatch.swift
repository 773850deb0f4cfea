import Dispatch
import Glibc
import Workflows

/// While a host is being changed, the first Ctrl-C or SIGTERM asks the work to stop at the next safe place; the second
/// ends the process and leaves intents to be resolved. At any other time the first one ends it. A closed terminal
/// changes nothing.
struct SignalWatch {
    let interruption = Interruption()
    private let sources: [any DispatchSourceSignal]

    init() {
        signal(SIGHUP, SIG_IGN)
        let interruption = interruption
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard interruption.request(number) else { _exit(128 + number) }
                Terminal.write("\nStopping after the calls in flight; once more to stop at once.\n", to: STDERR_FILENO)
            }
            source.resume()
            return source
        }
    }
}
