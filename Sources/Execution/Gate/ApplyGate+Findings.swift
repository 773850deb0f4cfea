import Attributes
import Domain

// What the SSOT denies, whatever the plan file says of itself.
extension ApplyGate {
    /// What the file claims counts as far as it goes; what its bodies show is computed again once the stack is known.
    static func denied(_ evidence: GateEvidence) -> [Finding] {
        let actions = evidence.plan.actions.map { ($0.address, found(in: $0, evidence)) }
        let violations = FindingCheck(actions, evidence.findings).violations
        return violations.isEmpty ? [] : [Finding(.refusedProtected, violations)]
    }

    private static func found(in action: Action, _ evidence: GateEvidence) -> [Action.Finding] {
        guard let again = try? evidence.replanned?.get() else { return action.findings }
        let shown = action.findingsOfBodies(in: again.ground(of: action)) { made in
            bodies.container(name: made.name, body: made.body, connections: made.connections)
        }
        // A place is no part of a body.
        let unclaimed = shown.filter { own in
            !action.findings.contains { $0.name == own.name && $0.attribute == own.attribute }
        }
        return action.findings + unclaimed
    }

    /// Nothing is compared here, so no key is needed.
    private static let bodies = AttributeReader { _ in AttributeSet.sealedPrefix }
}

extension ReplanEvidence {
    /// What belongs to the stack whose project the action's bodies are labelled with.
    fileprivate func ground(of action: Action) -> StackGround {
        let projects = action.steps.compactMap { $0.body?["Labels"]?["com.docker.compose.project"]?.string }
        return projects.first.flatMap { grounds[$0] } ?? .unknown
    }
}
