import Domain

// Whether SSOT, stack and secrets are those of this host and, byte for byte, what was planned from.
extension ApplyGate {
    static func inputs(_ evidence: GateEvidence) -> [Finding] {
        // Another SSOT is not even read.
        if let other = otherSSOT(evidence) { return [other] }
        return [moved(evidence), otherStack(evidence), movedSecrets(evidence)].compactMap(\.self)
    }

    /// A laxer SSOT must not come in by its path.
    private static func otherSSOT(_ evidence: GateEvidence) -> Finding? {
        let planned = evidence.plan.ssot.path
        guard let bound = evidence.origin.boundSSOT else {
            return configuration(
                "This host's ledger is bound to no SSOT, and the plan was made from \(planned)",
                fix: "Run 'reconcile init' on this host."
            )
        }
        guard SSOTPath.isProper(planned), planned.hasSameBytes(as: bound) else {
            return configuration(
                "The plan was made from the SSOT \(planned), and this host's ledger is bound to \(bound)",
                fix: "Plan from \(bound). If the other one is meant, let the host's steward run "
                    + "'reconcile init -f FILE --accept-ssot'."
            )
        }
        return nil
    }

    private static func moved(_ evidence: GateEvidence) -> Finding? {
        let moved = evidence.inputs.filter { $0.found != $0.planned.sha256 }
        guard !moved.isEmpty else { return nil }
        let diagnostics = moved.map { input in
            Diagnostic(
                .inputsMoved,
                input.found == nil
                    ? "\(input.planned.path) cannot be read any more"
                    : "\(input.planned.path) changed since the plan",
                detail: "Planned from \(input.planned.sha256), found \(input.found ?? "nothing").",
                fix: "Run 'reconcile plan' again."
            )
        }
        return Finding(.refusedStale, diagnostics)
    }

    /// Every file that the SSOT's stack is read from, and no other one.
    private static func otherStack(_ evidence: GateEvidence) -> Finding? {
        guard let named = evidence.origin.stack else { return nil }
        let planned = evidence.plan.stack.map(\.path)
        guard !planned.elementsEqual(named, by: { $0.hasSameBytes(as: $1) }) else { return nil }
        return configuration(
            "The plan's stack ('plan.stack') is \(text(planned)), and the SSOT names \(text(named))",
            fix: "Run 'reconcile plan' again."
        )
    }

    /// Names only: the values are secrets.
    private static func movedSecrets(_ evidence: GateEvidence) -> Finding? {
        guard !evidence.movedSecrets.isEmpty else { return nil }
        let names = Set(evidence.movedSecrets.map(\.field)).sortedByBytes().joined(separator: ", ")
        let diagnostic = Diagnostic(
            .planStale,
            "Values that the plan pinned are not the same any more: \(names)",
            fix: "Restore the env files and variables that it was planned with, or plan again."
        )
        return Finding(.refusedStale, [diagnostic], moved: evidence.movedSecrets)
    }

    private static func text(_ paths: [String]) -> String { paths.isEmpty ? "no file" : paths.joined(separator: ", ") }

    private static func configuration(_ summary: String, fix: String) -> Finding {
        Finding(.configuration, [Diagnostic(.ledgerOtherSSOT, summary, fix: fix)])
    }
}
