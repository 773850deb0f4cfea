internal import Domain

extension Diagnostic {
    /// The same finding where it does not stop anything, with another fix where that is given.
    func asWarning(fix other: String? = nil) -> Diagnostic { with(.warning, fix: other ?? fix) }

    /// The same finding where it stops a command.
    func asError() -> Diagnostic { with(.error, fix: fix) }

    private func with(_ severity: Severity, fix: String) -> Diagnostic {
        Diagnostic(code, severity, summary, detail: detail, fix: fix, address: address, position: position)
    }
}
