import DockerEngine
import Domain

/// Turns what the client says into what a user should do.
enum EngineFailure {
    static func failure(_ fault: EngineFault, _ endpoint: EngineEndpoint) -> Failure {
        switch fault {
        case .unreachable:
            failed(
                fault,
                "Start it ('systemctl start docker'), or name another endpoint with -H or -c.",
                .engineUnreachable
            )
        case .permissionDenied:
            Failure(
                .permission,
                Diagnostic(
                    .engineUnreachable,
                    "You may not open the Engine at \(endpoint)",
                    fix: "Run as root, or join the group that owns the socket (usually 'docker')."
                )
            )
        case .unsupportedVersion: failed(fault, "Use Docker 20.10 or newer.", .engineVersion)
        case .deadlineExceeded, .connectionLost, .cancelled:
            failed(fault, "Look at the daemon's log ('journalctl -u docker'), then try again.", .engineAnswer)
        case .notAnEngine, .notFound, .conflict, .refused, .bodyTooLarge, .malformed:
            failed(fault, "Check that \(endpoint) is a Docker Engine, and its log.", .engineAnswer)
        }
    }

    static func refused(_ fault: EndpointFault) -> Failure {
        Failure(.configuration, Diagnostic(.endpointRefused, fault.description.capitalizedSentence, fix: fault.fix))
    }

    private static func failed(_ fault: EngineFault, _ fix: String, _ code: DiagnosticCode) -> Failure {
        Failure(.engineUnreachable, Diagnostic(code, "\(fault)".capitalizedSentence, fix: fix))
    }
}

extension String {
    var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}
