/// The gates of apply, in the order in which they are asked. The first that fails decides the exit code, of those whose
/// evidence is there: what files and ledger show is refused before the Engine is opened.
package enum Gate: String, CaseIterable, Sendable {
    case ledger
    case planFile = "plan_file"
    case signature
    case approvals
    case expiry
    case engine
    case inputs
    case singleUse = "single_use"
    case limits
    case findings
    case targets
    case phrase
}

/// Why an apply did not begin: the gate that decided, its exit code, and what to print. Nothing was changed.
package struct Refusal: Error, Sendable, Equatable {
    /// One fact of the plan that is no longer so.
    package struct Moved: Sendable, Hashable {
        package var address: Address
        package var field: String
        package var planned: String
        package var observed: String

        package init(address: Address, field: String, planned: String, observed: String) {
            self.address = address
            self.field = field
            self.planned = planned
            self.observed = observed
        }
    }

    package var gate: Gate
    package var exitCode: ExitCode
    /// The first belongs to the deciding gate; the rest are what later gates would have said.
    package var diagnostics: [Diagnostic]
    package var moved: [Moved]

    package init(gate: Gate, exitCode: ExitCode, diagnostics: [Diagnostic], moved: [Moved] = []) {
        self.gate = gate
        self.exitCode = exitCode
        self.diagnostics = diagnostics
        self.moved = moved
    }

    /// The same refusal with these warnings after its own diagnostics.
    package func adding(_ warnings: [Diagnostic]) -> Refusal {
        var refusal = self
        refusal.diagnostics += warnings
        return refusal
    }
}
