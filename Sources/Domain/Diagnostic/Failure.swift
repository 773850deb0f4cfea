/// What ends a command early: the exit code and the diagnostics to print. Faults of single modules are turned into it
/// before they reach the command line.
package struct Failure: Error, Sendable, Equatable {
    package var exitCode: ExitCode
    package var diagnostics: [Diagnostic]

    package init(_ exitCode: ExitCode, _ diagnostics: [Diagnostic]) {
        self.exitCode = exitCode
        self.diagnostics = diagnostics
    }

    package init(_ exitCode: ExitCode, _ diagnostic: Diagnostic) {
        self.init(exitCode, [diagnostic])
    }

    /// This failure after `close` has recorded it. What goes wrong in closing is reported behind it.
    package func closing(_ close: (Failure) throws -> Void) -> Failure {
        do {
            try close(self)
            return self
        } catch {
            return Failure(exitCode, diagnostics + Failure(error).diagnostics)
        }
    }
}

/// An error that says by itself what a user should read, and which exit code it is.
package protocol FailureConvertible: Error {
    var failure: Failure { get }
}

extension Failure: FailureConvertible {
    package var failure: Failure { self }
}

extension Failure {
    /// Turns any error into a failure: its own, where it is ``FailureConvertible``, else exit code 1 and "something
    /// unexpected went wrong".
    package init(_ error: any Error) {
        if let convertible = error as? any FailureConvertible {
            self = convertible.failure
        } else {
            self.init(
                .unexpected,
                Diagnostic(
                    .internalError,
                    "Something unexpected went wrong (\(type(of: error)))",
                    detail: String(describing: error),
                    fix: "Nothing was changed unless a step says so. Please report it with this text."
                )
            )
        }
    }
}
