package import Domain
import Files

extension KeygenFault {
    package var summary: String {
        switch self {
        case .notFound(let searched): "ssh-keygen was not found in \(searched.joined(separator: ", "))"
        case .timedOut: "ssh-keygen did not answer in time"
        case .failed(let reason): "ssh-keygen failed: \(reason)"
        case .notStarted(let reason): "ssh-keygen could not be started: \(reason)"
        case .file(let fault): fault.summary
        }
    }

    package var fix: String {
        switch self {
        case .notFound: "Install OpenSSH's client (openssh-client) or put its directory on PATH."
        case .timedOut: "Check the agent, the passphrase prompt or the hardware key, then try again."
        case .failed: "Check the key and the agent: ssh-add -l, ssh-keygen -l -f KEY."
        case .notStarted: "Check that this machine can start processes."
        case .file(let fault): fault.fix
        }
    }

    package func diagnostic(_ code: DiagnosticCode) -> Diagnostic { Diagnostic(code, .error, summary, fix: fix) }
}
