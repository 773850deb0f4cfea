package import Domain

extension Failure {
    /// What a signal ends before anything was changed.
    package static func interrupted(_ interruption: Interruption) -> Failure {
        Failure(interruption.isTermination ? .terminated : .interrupted, Diagnostic.interrupted)
    }
}

extension Diagnostic {
    package static let interrupted = Diagnostic(
        .interrupted,
        "Interrupted before anything was changed",
        fix: "Run the command again."
    )

    /// A second signal, in the middle of an apply.
    package static let brokenOff = Diagnostic(
        .interrupted,
        "Broken off in the middle of an apply, which stays unfinished",
        detail: "Calls that were sent may have been carried out.",
        fix: "Run 'reconcile audit', then plan again."
    )
}
