/// The gates of apply, in the order in which they are tried. The first that fails decides the exit code.
package enum Gate: String, CaseIterable, Sendable {
    case lock
    case ledger
    case planFile = "plan_file"
    case signature
    case approvals
    case expiry
    case engine
    case inputs
    case singleUse = "single_use"
    case limits
    case targets
    case phrase
    case record
}

/// Why an apply did not begin.
package struct Refusal: Error, Sendable, Equatable {
    /// One fact of the plan that is no longer so.
    package struct Moved: Sendable, Hashable {
        package let address: Address
        package let field: String
        package let planned: String
        package let observed: String

        package init(address: Address, field: String, planned: String, observed: String) {
            self.address = address
            self.field = field
            self.planned = planned
            self.observed = observed
        }
    }

    package let gate: Gate
    package let exitCode: ExitCode
    /// The first belongs to the deciding gate; the rest are what later gates would have said.
    package let diagnostics: [Diagnostic]
    package let moved: [Moved]

    package init(gate: Gate, exitCode: ExitCode, diagnostics: [Diagnostic], moved: [Moved] = []) {
        self.gate = gate
        self.exitCode = exitCode
        self.diagnostics = diagnostics
        self.moved = moved
    }

    /// With what is worth knowing beside it, behind it.
    package func adding(_ warnings: [Diagnostic]) -> Refusal {
        Refusal(gate: gate, exitCode: exitCode, diagnostics: diagnostics + warnings, moved: moved)
    }
}
