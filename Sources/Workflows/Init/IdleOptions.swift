import Domain

/// Options of `init` that had no effect, because what they choose was there before.
struct IdleOptions {
    private let request: InitWorkflow.Request
    private let ssot: String
    private let principal: String
    private let env: String

    /// `ssot`, `principal` and `env`: what is in force now.
    init(_ request: InitWorkflow.Request, _ ssot: String, _ principal: String, env: String) {
        self.request = request
        self.ssot = ssot
        self.principal = principal
        self.env = env
    }

    /// For an SSOT that was kept.
    var ofKeptSSOT: [Diagnostic] {
        let options = [
            request.fromHost ? "--from-host" : nil,
            request.composeFile == nil ? nil : "--from-compose",
            request.env.flatMap { $0.hasSameBytes(as: env) ? nil : "--env" },
        ]
        let fix = "To begin anew, move \(ssot) away first, or name another file with -f FILE."
        return options.compactMap(\.self).map { idle($0, "\(ssot) is there, and is kept", fix) }
    }

    /// The author's key is known under the name that the signers file gives it.
    var ofPrincipal: [Diagnostic] {
        guard let asked = request.principal, !Principal.valid(asked).hasSameBytes(as: principal) else { return [] }
        return [idle("--principal", "the signers file calls you \(principal)", "Edit the line of your key there.")]
    }

    private func idle(_ option: String, _ why: String, _ fix: String) -> Diagnostic {
        Diagnostic(.optionIdle, .warning, "\(option) had no effect: \(why)", fix: fix)
    }
}
