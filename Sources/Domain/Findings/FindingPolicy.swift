/// What the SSOT's `policy` section says of findings: which of them forbid a plan, and which are accepted and why.
package struct FindingPolicy: Sendable, Hashable {
    package struct Denial: Sendable, Hashable {
        package var name: FindingName
        package var position: SourcePosition

        package init(_ name: FindingName, at position: SourcePosition) {
            self.name = name
            self.position = position
        }
    }

    /// An accepted finding of the addresses that the pattern names.
    package struct Exception: Sendable, Hashable {
        package var name: FindingName
        package var address: Glob
        package var reason: String
        package var position: SourcePosition

        package init(_ name: FindingName, _ address: Glob, reason: String, at position: SourcePosition) {
            self.name = name
            self.address = address
            self.reason = reason
            self.position = position
        }
    }

    package var denied: [Denial]
    package var allowed: [Exception]

    package static let none = FindingPolicy(denied: [], allowed: [])

    package init(denied: [Denial], allowed: [Exception]) {
        self.denied = denied
        self.allowed = allowed
    }

    /// The findings of an action with the reasons of the exceptions that fit, in their order, each once.
    package func judged(_ findings: [Action.Finding], of address: Address) -> [Action.Finding] {
        guard !findings.isEmpty else { return [] }
        let exceptions = allowed.filter { $0.address.matches(address.description) }
        let judged = findings.map { finding in
            var finding = finding
            finding.allowed = exceptions.first { $0.name == finding.name }?.reason
            return finding
        }
        return Set(judged).sorted()
    }
}

/// Compares the findings of actions with what the SSOT denies. The same check runs at planning and at apply.
package struct FindingCheck {
    private let actions: [(address: Address, findings: [Action.Finding])]
    private let policy: FindingPolicy

    /// The reasons that the findings bear are not believed: the policy's own count.
    package init(_ actions: [(address: Address, findings: [Action.Finding])], _ policy: FindingPolicy) {
        self.actions = actions.map { ($0.address, policy.judged($0.findings, of: $0.address)) }
        self.policy = policy
    }

    package var violations: [Diagnostic] {
        actions.flatMap { action in
            action.findings.compactMap { finding in
                guard finding.allowed == nil else { return nil }
                return policy.denied.first { $0.name == finding.name }.map { violation(finding, action.address, $0) }
            }
        }
    }

    private func violation(
        _ finding: Action.Finding,
        _ address: Address,
        _ denial: FindingPolicy.Denial
    ) -> Diagnostic {
        let name = finding.name.rawValue
        let cause = [finding.attribute?.description, finding.detail].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: ": ")
        let place = finding.at.map { "at \($0)" }
        let detail = [cause, place].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        return Diagnostic(
            .findingDenied,
            "\(address) has the finding '\(name)', which 'policy.deny' forbids",
            detail: detail.isEmpty ? "" : "It comes from \(detail).",
            fix: "Change the stack; or accept it in the SSOT: 'policy: {allow: [{finding: \(name), "
                + "address: \(address), reason: WHY}]}'.",
            address: address,
            position: denial.position
        )
    }
}
