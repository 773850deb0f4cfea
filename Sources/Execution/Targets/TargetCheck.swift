import Classification
import Domain

/// Judges every target of a plan again: protected or unknown targets are reported first, then those that changed.
struct TargetCheck {
    private let plan: Plan
    private let live: LiveState
    private let protection: DirectProtection
    private let digestKeyID: String
    /// What planning the same again gives, by address; it names what a digest does not.
    private let again: [Address: Action]

    init(
        plan: Plan,
        again: Plan?,
        observed: ClassifiedHost,
        protection: DirectProtection,
        digestKeyID: String
    ) {
        self.plan = plan
        live = LiveState(observed)
        self.protection = protection
        self.digestKeyID = digestKeyID
        let actions = again?.actions.map { ($0.address, $0) } ?? []
        self.again = Dictionary(firstWins: actions)
    }

    var findings: [ApplyGate.Finding] { [forbidden, stale].compactMap(\.self) }

    /// A target that another rule keeps now: exit 5, before anything is said of what moved.
    private var forbidden: ApplyGate.Finding? {
        let diagnostics = plan.actions.compactMap { forbiddenName($0) ?? forbiddenObject($0) }
        return diagnostics.isEmpty ? nil : .init(.refusedProtected, diagnostics)
    }

    private func forbiddenObject(_ action: Action) -> Diagnostic? {
        guard let verdict = live.verdict(on: action) else { return nil }
        switch (verdict.class, action.precondition) {
        case (.extraSafeDelete, _), (.expected, _): return nil
        // An unknown object where nothing was is reported as a change; a protected one forbids the plan.
        case (.unknown, .absent): return nil
        case (.protected, _), (.unknown, _): return TargetCheck.diagnostic(action, verdict)
        }
    }

    /// A name that a rule keeps although nothing bears it: the guard or the SSOT may have changed since the plan.
    private func forbiddenName(_ action: Action) -> Diagnostic? {
        action.steps.lazy.compactMap { WantedObject($0).rule(protection) }.first.map {
            TargetCheck.diagnostic(action, "\(action.address) would be protected", $0, explaining: action.address)
        }
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
        return .init(.refusedStale, [diagnostic], moved: moved)
    }

    private func moved(_ action: Action) -> [Refusal.Moved] {
        guard plan.digestKeyID == digestKeyID else {
            return [
                .init(address: action.address, field: "digest_key", planned: plan.digestKeyID, observed: digestKeyID)
            ]
        }
        guard let now = live.precondition(of: action) else { return [presence(action)] }
        let differences = PreconditionComparison.differences(action.precondition, now).flatMap {
            let moved = Refusal.Moved(
                address: action.address,
                field: $0.field,
                planned: $0.planned,
                observed: $0.observed
            )
            return $0.field == PreconditionComparison.configuration ? named(moved, action) : [moved]
        }
        return differences + classMoved(action) + action.steps.compactMap { imageMoved(action, $0) }
    }

    /// The attributes that changed, as the plan shows values, so none is sealed. Where no attribute of the plan's
    /// changes did, only the whole configuration is reported as changed.
    private func named(_ moved: Refusal.Moved, _ action: Action) -> [Refusal.Moved] {
        let live = again[action.address]?.changes ?? []
        let keys = Set((action.changes + live).map(\.attribute)).sorted().filter { $0.family != .state }
        let named = keys.compactMap { key -> Refusal.Moved? in
            let (then, now) = (action.changes.first { $0.attribute == key }, live.first { $0.attribute == key })
            guard then?.before != now?.before || (then == nil) != (now == nil) else { return nil }
            return .init(
                address: moved.address,
                field: "\(moved.field).\(key)",
                planned: (then.map { $0.before } ?? now?.after) ?? "none",
                observed: (now.map { $0.before } ?? then?.after) ?? "none"
            )
        }
        return named.isEmpty ? [moved] : named
    }

    /// The image of a new container is checked before the old one is stopped for it.
    private func imageMoved(_ action: Action, _ step: Step) -> Refusal.Moved? {
        guard case .createContainer(_, let reference, let pinned?, _, _) = step else { return nil }
        let found = live.imageID(of: reference)
        guard found != pinned else { return nil }
        return .init(address: action.address, field: "image", planned: pinned, observed: found ?? "none")
    }

    private func presence(_ action: Action) -> Refusal.Moved {
        guard case .absent = action.precondition else {
            return .init(address: action.address, field: "presence", planned: "present", observed: "absent")
        }
        return .init(address: action.address, field: "presence", planned: "absent", observed: "present")
    }

    /// What may go is not what is to be brought to the stack, and the other way round.
    private func classMoved(_ action: Action) -> [Refusal.Moved] {
        guard let verdict = live.verdict(on: action) else { return [] }
        switch verdict.class {
        case .protected, .unknown: return []
        case .expected, .extraSafeDelete: break
        }
        guard verdict.class != action.class else { return [] }
        return [
            .init(
                address: action.address,
                field: "class",
                planned: action.class.rawValue,
                observed: verdict.class.rawValue
            )
        ]
    }

    private static func diagnostic(_ action: Action, _ verdict: ClassifiedResource) -> Diagnostic {
        let renamed = verdict.address == action.address ? "" : " (now \(verdict.address))"
        let summary = "\(action.address)\(renamed) is \(verdict.class.rawValue) now"
        return diagnostic(action, summary, verdict.rule, explaining: verdict.address)
    }

    private static func diagnostic(
        _ action: Action,
        _ summary: String,
        _ rule: DecidingRule,
        explaining address: Address
    ) -> Diagnostic {
        let because = rule.pattern.map { " '\($0)'" } ?? ""
        return Diagnostic(
            .planProtected,
            summary,
            detail: "\(rule.name.rawValue)\(because) at \(rule.origin) decides it.",
            fix: "Run 'reconcile explain \(address)', then plan again.",
            address: address
        )
    }
}
