internal import Domain

extension ApplyGate {
    /// SSOT and stack must be, byte for byte, what was planned from.
    static func inputs(_ evidence: GateEvidence) -> Finding? {
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
        return Finding(.inputs, .refusedStale, diagnostics)
    }
}
