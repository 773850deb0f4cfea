internal import Domain

/// Judges every target of a plan anew: what is protected or unknown now is told first, then what moved.
struct TargetCheck {
    private let plan: Plan
    private let live: LiveState
    private let digestKeyID: String

    init(plan: Plan, observed: ClassifiedHost, digestKeyID: String) {
        self.plan = plan
        live = LiveState(observed)
        self.digestKeyID = digestKeyID
    }

    var findings: [ApplyGate.Finding] { [forbidden, stale].compactMap(\.self) }

    /// A target that another rule keeps now: exit 5, before anything is said of what moved.
    private var forbidden: ApplyGate.Finding? {
        let diagnostics = plan.actions.compactMap { action -> Diagnostic? in
            guard let verdict = live.verdict(on: action) else { return nil }
            switch verdict.class {
            case .extraSafeDelete, .expected: return nil
            case .protected, .unknown: return TargetCheck.diagnostic(action, verdict)
            }
        }
        return diagnostics.isEmpty ? nil : .init(.targets, .refusedProtected, diagnostics)
    }

    private var stale: ApplyGate.Finding? {
        let moved = plan.actions.flatMap(moved)
        guard !moved.isEmpty else { return nil }
        let addresses = Set(moved.map(\.address)).sorted().map(\.description).joined(separator: ", ")
        let diagnostic = Diagnostic(
            .planStale,
            "The plan is stale: \(addresses) moved since it was made",
            fix: "Run 'reconcile plan' again and have the new plan reviewed."
        )
        return .init(.targets, .refusedStale, [diagnostic], moved: moved)
    }

    private func moved(_ action: Action) -> [Refusal.Moved] {
        guard plan.digestKeyID == digestKeyID else {
            return [
                .init(address: action.address, field: "digest_key", planned: plan.digestKeyID, observed: digestKeyID)
            ]
        }
        guard let now = live.precondition(of: action) else {
            return [.init(address: action.address, field: "presence", planned: "present", observed: "absent")]
        }
        let differences = PreconditionComparison.differences(action.precondition, now).map {
            Refusal.Moved(address: action.address, field: $0.field, planned: $0.planned, observed: $0.observed)
        }
        let isExpected = live.verdict(on: action)?.class == .expected
        let became = Refusal.Moved(
            address: action.address,
            field: "class",
            planned: action.class.rawValue,
            observed: ResourceClass.expected.rawValue
        )
        return differences + (isExpected ? [became] : [])
    }

    private static func diagnostic(_ action: Action, _ verdict: ClassifiedResource) -> Diagnostic {
        let renamed = verdict.address == action.address ? "" : " (now \(verdict.address))"
        let because = verdict.rule.pattern.map { " '\($0)'" } ?? ""
        return Diagnostic(
            .planProtected,
            "\(action.address)\(renamed) is \(verdict.class.rawValue) now",
            detail: "\(verdict.rule.name.rawValue)\(because) at \(verdict.rule.origin) decides it.",
            fix: "Run 'reconcile explain \(verdict.address)', then plan again.",
            address: verdict.address
        )
    }
}
