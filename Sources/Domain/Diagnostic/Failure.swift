/// What ends a command early: the exit code and everything that a user should read about it.
package struct Failure: Error, Sendable, Equatable {
    package let exitCode: ExitCode
    package let diagnostics: [Diagnostic]

    package init(_ exitCode: ExitCode, _ diagnostics: [Diagnostic]) {
        self.exitCode = exitCode
        self.diagnostics = diagnostics
    }

    package init(_ exitCode: ExitCode, _ diagnostic: Diagnostic) {
        self.init(exitCode, [diagnostic])
    }
}
