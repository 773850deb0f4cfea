import Domain

/// Compares one action of a plan with what the planner does for the same address now. A stop of a container that has
/// exited since is no difference.
struct ActionComparison {
    private let planned: Action
    private let live: Action
    /// The addresses that both plans act on.
    private let common: Set<Address>

    init(_ planned: Action, _ live: Action, common: Set<Address>) {
        let hasExited = ActionComparison.hasExited(planned, live)
        self.planned = hasExited ? planned.withoutStop(unless: live) : planned
        self.live = hasExited ? live.withoutStateChange : live
        self.common = common
    }

    /// Whether the container that the plan would stop has exited since; other parts of the action may differ for that
    /// reason.
    static func hasExited(_ planned: Action, _ live: Action) -> Bool {
        planned.isAlive && !live.isAlive && planned.steps.contains(where: \.isStop)
    }

    var differences: [PlanDifference] {
        guard planned.kind == live.kind else {
            return text("action", planned.kind.rawValue, live.kind.rawValue, .kind)
        }
        return reasons + ages + changes + dependencies + precondition + calls + impact + findings
    }

    private var reasons: [PlanDifference] {
        text("reason", planned.reason.rawValue, live.reason.rawValue, .reason)
            + text("class", planned.class.rawValue, live.class.rawValue, .resourceClass)
            + text("rule.name", planned.rule.name.rawValue, live.rule.name.rawValue, .rule)
            + text("rule.pattern", planned.rule.pattern, live.rule.pattern, .rule)
            + text("rule.at", planned.rule.at, live.rule.at, .rule)
    }

    private var ages: [PlanDifference] {
        text(
            "age.threshold_days",
            planned.age.map { String($0.thresholdDays) },
            live.age.map { String($0.thresholdDays) },
            .ageThreshold
        )
            + text(
                "age.first_unused",
                planned.age?.firstUnused.description,
                live.age?.firstUnused.description,
                .firstUnused
            )
    }

    private var changes: [PlanDifference] {
        let keys = Set((planned.changes + live.changes).map(\.attribute)).sorted()
        return keys.flatMap { key in
            let (ours, theirs) = (
                planned.changes.first { $0.attribute == key }, live.changes.first { $0.attribute == key }
            )
            guard ours != theirs else { return [PlanDifference]() }
            return [.init(planned.address, "changes.\(key)", ours.text, theirs.text, .changes)]
        }
    }

    private var dependencies: [PlanDifference] {
        let (ours, theirs) = (Set(planned.dependsOn), Set(live.dependsOn))
        return ours.symmetricDifference(theirs).sorted().map { address in
            PlanDifference(
                planned.address,
                "depends_on",
                ours.contains(address) ? address.description : "none",
                theirs.contains(address) ? address.description : "none",
                common.contains(address) ? .dependency : .movedDependency
            )
        }
    }

    private var precondition: [PlanDifference] {
        guard planned.precondition != live.precondition else { return [] }
        let refused = PreconditionComparison.differences(planned.precondition, live.precondition)
        let all = refused.isEmpty ? PreconditionComparison.harmless(planned.precondition, live.precondition) : refused
        guard !all.isEmpty else {
            return [.init(planned.address, "precondition", "(pinned)", "(changed)", .precondition)]
        }
        return all.map {
            PlanDifference(planned.address, "precondition.\($0.field)", $0.planned, $0.observed, .precondition)
        }
    }

    /// The impact follows from calls and precondition, so a difference is reported only where the calls are the same.
    private var impact: [PlanDifference] {
        guard planned.impact != live.impact, planned.steps == live.steps else { return [] }
        return [.init(planned.address, "impact", "(planned)", "(computed)", .impact)]
    }

    private var findings: [PlanDifference] {
        let (ours, theirs) = (Set(planned.findings), Set(live.findings))
        return ours.symmetricDifference(theirs).sorted().map { finding in
            let name = [finding.name.rawValue, finding.attribute?.description].compactMap(\.self)
            return PlanDifference(
                planned.address,
                "findings.\(name.joined(separator: " "))",
                ours.contains(finding) ? finding.text : "none",
                theirs.contains(finding) ? finding.text : "none",
                finding.name.isOfBodies ? .findingOfBodies : .finding
            )
        }
    }

    private var calls: [PlanDifference] {
        guard planned.operations != live.operations else { return pairwise(planned.steps, live.steps) }
        let (ours, theirs) = (planned.ownSteps, live.ownSteps)
        let part: PlanPart = ours.map(\.operation) == theirs.map(\.operation) ? .otherWaits : .calls
        let difference = text(
            "steps",
            planned.operations.joined(separator: ", "),
            live.operations.joined(separator: ", "),
            part
        )
        return part == .otherWaits ? difference + pairwise(ours, theirs) : difference
    }

    private func pairwise(_ ours: [Step], _ theirs: [Step]) -> [PlanDifference] {
        zip(ours, theirs).enumerated().flatMap { index, pair in
            StepComparison(planned.address, path: "steps[\(index)]").differences(pair.0, pair.1)
        }
    }

    private func text(_ field: String, _ ours: String?, _ theirs: String?, _ part: PlanPart) -> [PlanDifference] {
        PlanDifference.comparing(planned.address, field, ours, theirs, part)
    }
}

extension Action.AttributeChange? {
    fileprivate var text: String {
        guard let self else { return "none" }
        return
            "\(self.before ?? "absent") to \(self.after ?? "absent"), \(self.effect.rawValue), \(self.cause.rawValue)"
    }
}

extension Action.Finding {
    fileprivate var text: String {
        let parts = [detail, at.map { "at \($0)" } ?? "", allowed.map { "allowed: \($0)" } ?? ""]
        let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return text.isEmpty ? "found" : text
    }
}

extension Action {
    /// Whether the container that it pins was running.
    var isAlive: Bool { pinnedContainer?.isAlive ?? false }

    var operations: [String] { steps.map(\.operation.rawValue) }

    /// The steps without waits for other containers.
    var ownSteps: [Step] {
        steps.filter { step in
            guard case .waitContainer(let target, _, _) = step else { return true }
            switch target {
            case .created(let name): return name.hasSameBytes(as: address.name)
            case .pinned(let id): return pinnedContainer?.id.hasSameBytes(as: id) ?? false
            }
        }
    }

    /// The action as it would be planned for the container after it exited: without its stop.
    func withoutStop(unless live: Action) -> Action {
        guard let container = pinnedContainer, !live.steps.contains(where: \.isStop) else { return self }
        let steps = steps.filter { !$0.isStop }
        return with(steps, .container(container.exited), changes)
    }

    /// The action without the change of the state, which a stopped container has and a replacement removes too.
    var withoutStateChange: Action {
        with(steps, precondition, changes.filter { $0.attribute.family != .state })
    }

    private var pinnedContainer: ContainerPrecondition? {
        guard case .container(let container) = precondition else { return nil }
        return container
    }

    private func with(_ steps: [Step], _ precondition: Precondition, _ changes: [AttributeChange]) -> Action {
        var action = self
        action.steps = steps
        action.changes = changes
        action.precondition = precondition
        action.impact = Impact(of: kind, steps, on: precondition)
        // What does not run any more is nobody's downtime.
        if !action.impact.downtime { action.findings.removeAll { $0.name == .downtimeOfDependants } }
        return action
    }
}

extension ContainerPrecondition {
    fileprivate var exited: ContainerPrecondition {
        var exited = self
        exited.isAlive = false
        return exited
    }
}
