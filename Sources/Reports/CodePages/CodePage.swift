package import Domain

/// What a diagnostic code means: the page that `reconcile explain RC301` prints, without any network.
package struct CodePage: Sendable, Hashable {
    package let code: DiagnosticCode
    package let title: String
    package let cause: String
    package let example: String
    package let fix: String
    /// The exit code of a command that this diagnostic ends; `done` for what is never more than a warning.
    package let exitCode: ExitCode
    /// Whether some command reports it as a warning and continues.
    package let canWarn: Bool

    init(
        _ code: DiagnosticCode,
        _ title: String,
        exit: ExitCode,
        canWarn: Bool = false,
        cause: String,
        example: String,
        fix: String
    ) {
        self.code = code
        self.title = title
        self.cause = cause
        self.example = example
        self.fix = fix
        exitCode = exit
        self.canWarn = canWarn || exit == .done
    }

    /// All pages, in the order of the codes.
    package static let all: [CodePage] =
        ssotSyntax + ssotContent + stack + engine + plan + apply + trust + health + ledger + general

    /// The page of a code. Every code has one; a test walks them.
    package static func page(for code: DiagnosticCode) -> CodePage? { all.first { $0.code == code } }

    /// Reads `RC301` or `rc301`.
    package static func page(named text: String) -> CodePage? {
        DiagnosticCode(rawValue: text.uppercased()).flatMap(page)
    }

    package var summary: String { "\(code.rawValue): \(title)" }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "code": .string(code.rawValue), "title": .string(title), "cause": .string(cause),
            "example": .string(example), "fix": .string(fix), "exit_code": .integer(Int64(exitCode.rawValue)),
        ]
    }

    package func text(_ styling: Styling) -> String {
        var lines = [styling.paint(summary, .strong), ""]
        lines += wrapped(cause, width: styling.width) + ["", "Example:"]
        lines += wrapped(example, width: styling.width - 2).map { "  " + $0 }
        lines += [""] + wrapped(fix, styling: styling, lead: "Fix: ", hanging: 0) + [""] + exitLine(styling)
        return lines.joinedLines
    }

    private func exitLine(_ styling: Styling) -> [String] {
        let text =
            exitCode == .done
            ? "Exit code: 0, a warning (65 with `validate --strict`, for warnings about the SSOT)."
            : "Exit code: \(exitCode.rawValue)" + (canWarn ? "; 0 where it is told as a warning." : "")
        return wrapped(text, width: styling.width)
    }
}
