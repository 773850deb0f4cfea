package import Domain
import JSON

/// The one JSON document that a command prints with `--json`, for errors too.
package struct Envelope: Sendable, Hashable {
    /// The verb: `schema` is `reconcile.<verb>/1`.
    package let verb: String
    package let exitCode: ExitCode
    /// One line for people.
    package let summary: String
    package let data: JSON
    package let diagnostics: [Diagnostic]
    package let nextActions: [NextAction]

    package static let version = 1

    package init(
        verb: String,
        exitCode: ExitCode,
        summary: String,
        data: JSON = .null,
        diagnostics: [Diagnostic] = [],
        nextActions: [NextAction] = []
    ) {
        self.verb = verb
        self.exitCode = exitCode
        self.summary = summary
        self.data = data
        self.diagnostics = diagnostics
        self.nextActions = nextActions
    }

    /// Whether the command did what was asked; finding differences is doing it.
    package var ok: Bool { exitCode == .done || exitCode == .differences }

    package var json: JSON {
        [
            "schema": .string("reconcile.\(verb)/\(Envelope.version)"),
            "ok": .bool(ok),
            "exit_code": .integer(Int64(exitCode.rawValue)),
            "summary": .string(summary),
            "data": data,
            "diagnostics": .array(diagnostics.map(\.json)),
            "next_actions": .array(nextActions.map(\.json)),
        ]
    }

    /// The document with a line feed at the end; safe for a terminal.
    package var text: String { escapedJSONText(json.text(.pretty)) }
}

extension Diagnostic {
    /// The shape of an entry of `diagnostics`.
    package var json: JSON {
        [
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "summary": .string(summary),
            "detail": .string(detail),
            "fix": .string(fix),
            "address": .optional(address?.description),
            "range": position.map { range(from: $0) } ?? .null,
        ]
    }

    private func range(from start: SourcePosition) -> JSON {
        [
            "file": .string(start.file),
            "start": ["line": .number(start.line), "column": .number(start.column)],
            "end": ["line": .number(start.line), "column": .number(endColumn ?? start.column)],
        ]
    }
}

/// A command that makes sense next, and why.
package struct NextAction: Sendable, Hashable {
    package let command: String
    package let why: String

    package init(command: String, why: String) {
        self.command = command
        self.why = why
    }

    var json: JSON { ["command": .string(command), "why": .string(why)] }
}
