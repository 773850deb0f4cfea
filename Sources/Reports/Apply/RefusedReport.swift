package import Domain

/// Why an apply did not begin: which gate refused, what moved, and that nothing was changed.
package struct RefusedReport: Sendable {
    package let runID: String
    /// `nil` where the plan file could not be read that far.
    package let digest: String?
    package let refusal: Refusal

    package init(runID: String, digest: String?, refusal: Refusal) {
        self.runID = runID
        self.digest = digest
        self.refusal = refusal
    }

    package var summary: String {
        let code = refusal.diagnostics.first.map { ": \($0.code.rawValue) \(escapedForTerminal($0.summary))" } ?? ""
        return "Refused at \(refusal.gate.rawValue)\(code)"
    }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "run_id": .string(runID),
            "digest": .optional(digest),
            "refused": [
                "gate": .string(refusal.gate.rawValue),
                "code": .optional(refusal.diagnostics.first?.code.rawValue),
                "moved": .array(refusal.moved.map(\.json)),
            ],
        ]
    }

    /// Without the diagnostics: these are printed separately.
    package func text(_ styling: Styling) -> String {
        let code = refusal.diagnostics.first.map { " (\($0.code.rawValue))" } ?? ""
        let title = "Refused at the gate \"\(refusal.gate.rawValue)\"\(code), which asks that \(refusal.gate.words)."
        var lines = wrapped(title, width: styling.width).map { styling.paint($0, .error) }
        if !refusal.moved.isEmpty { lines += ["", "What has moved:"] + MovedTable(refusal.moved).lines(styling) }
        lines +=
            [""]
            + wrapped("Nothing was changed on the host. Exit code \(refusal.exitCode.rawValue).", width: styling.width)
        return lines.joinedLines
    }
}
