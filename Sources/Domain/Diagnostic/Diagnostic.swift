/// One finding for a person or a program: what is wrong, where, and what to do.
package struct Diagnostic: Sendable, Hashable, Error {
    package enum Severity: String, Sendable, CaseIterable {
        case error
        case warning
    }

    package var code: DiagnosticCode
    package var severity: Severity
    /// One sentence without names of secrets or their values.
    package var summary: String
    /// What a reader needs beyond the summary; empty where there is nothing more to say.
    package var detail: String
    /// What to do about it; empty only where nothing can be done.
    package var fix: String
    package var address: Address?
    package var position: SourcePosition?
    /// The last column of the marked text on the position's line, for the caret line; `nil` marks one column.
    package var endColumn: Int?
    /// The line that the position names, for printing above the caret.
    package var sourceLine: String?

    package init(
        _ code: DiagnosticCode,
        _ severity: Severity,
        _ summary: String,
        detail: String = "",
        fix: String = "",
        address: Address? = nil,
        position: SourcePosition? = nil,
        endColumn: Int? = nil,
        sourceLine: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.summary = summary
        self.detail = detail
        self.fix = fix
        self.address = address
        self.position = position
        self.endColumn = endColumn
        self.sourceLine = sourceLine
    }

    /// An error, which most findings are.
    package init(
        _ code: DiagnosticCode,
        _ summary: String,
        detail: String = "",
        fix: String = "",
        address: Address? = nil,
        position: SourcePosition? = nil
    ) {
        self.init(code, .error, summary, detail: detail, fix: fix, address: address, position: position)
    }
}

/// A place in a file that people edit. Lines and columns count from 1; a column counts Unicode scalars.
package struct SourcePosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The path as it should be printed: relative to the repository root wherever the file lies below it.
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `infra/docker/DOCKER_STAGING_SSOT.yaml:12:7`, the form that editors and terminals make clickable.
    package var description: String { "\(file):\(line):\(column)" }

    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.file, lhs.line, lhs.column) < (rhs.file, rhs.line, rhs.column)
    }
}

/// What ends a command early: the exit code and everything that a user should read about it.
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
}

/// An error that says by itself what a user should read, and which exit code it is.
package protocol FailureConvertible: Error {
    var failure: Failure { get }
}

extension Failure: FailureConvertible {
    package var failure: Failure { self }
}

extension Failure {
    /// What any error is to the one who typed the command: what it says by itself, else that something unexpected went
    /// wrong.
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

/// The exit codes of the command line. Agents and units decide by the number alone whether to try again.
package enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case unexpected = 1
    case differences = 2
    case refusedStale = 3
    case refusedTrust = 4
    case refusedProtected = 5
    case appliedInPart = 6
    case appliedUnhealthy = 7
    case usage = 64
    case invalidInput = 65
    case inputMissing = 66
    case engineUnreachable = 69
    case cannotWrite = 73
    case locked = 75
    case permission = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143
}
