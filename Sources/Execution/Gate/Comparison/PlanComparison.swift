import Domain

/// Compares a plan file with what the planner gives for the very same selection, here and now.
struct PlanComparison {
    private let planned: Plan
    private let again: ReplanEvidence
    private let live: [Address: Action]
    /// The addresses that both plans have.
    private let common: Set<Address>
    private let containers: [String: ObservedContainer]

    init(_ planned: Plan, _ again: ReplanEvidence, _ containers: [ObservedContainer]) {
        self.containers = Dictionary(firstWins: containers.map { ($0.id, $0) })
        self.planned = planned
        self.again = again
        live = Dictionary(firstWins: again.plan.actions.map { ($0.address, $0) })
        common = Set(planned.actions.map(\.address)).intersection(live.keys)
    }

    /// Impossible differences are those that no state of the host explains; moved ones are explained by a change of the
    /// host. A plan that this host's own planner wrote has only moved ones.
    var differences: (impossible: [PlanDifference], moved: [PlanDifference]) {
        let groups =
            [ownParts.split(alreadyMoved: false)] + planned.actions.map(of) + [needed.split(alreadyMoved: true)]
        let impossible = groups.flatMap(\.impossible)
        let moved = groups.flatMap(\.moved)
        return again.isOwnPlan ? ([], impossible + moved) : (impossible, moved)
    }

    private func of(_ action: Action) -> (impossible: [PlanDifference], moved: [PlanDifference]) {
        guard let live = live[action.address] else { return [unplanned(action)].split(alreadyMoved: false) }
        let hasExited = ActionComparison.hasExited(action, live)
        let differences = ActionComparison(action, live, common: common).differences
        return (differences + (hasExited ? stops(of: action) : [])).split(alreadyMoved: hasExited)
    }

    /// A stop that is not needed now is sent all the same if the container runs again by then, so it must have the
    /// planner's own grace period.
    private func stops(of action: Action) -> [PlanDifference] {
        action.steps.enumerated().flatMap { index, step -> [PlanDifference] in
            guard step.isStop, let container = containers[step.target], let detail = container.detail else { return [] }
            let own = Step.stopContainer(
                id: container.id,
                graceSeconds: detail.graceSeconds,
                removesItself: detail.autoRemove
            )
            return StepComparison(action.address, path: "steps[\(index)]").differences(step, own)
        }
    }

    private func unplanned(_ action: Action) -> PlanDifference {
        let isKnown = action.class == .extraSafeDelete || again.declared.contains(action.address)
        let isDelete = action.kind == .delete || action.kind == .untag
        return PlanDifference(
            action.address,
            "action",
            action.kind.rawValue,
            isKnown || isDelete ? "nothing to do" : "not declared",
            isKnown || isDelete ? .unplanned : .undeclared
        )
    }

    /// What the planner would do along with the plan's actions, because one of them needs it.
    private var needed: [PlanDifference] {
        let addresses = Set(planned.actions.map(\.address))
        return again.plan.actions.filter { !addresses.contains($0.address) }.map {
            PlanDifference($0.address, "action", "none", $0.kind.rawValue, .needed)
        }
    }

    private var ownParts: [PlanDifference] {
        let plan = again.plan
        func text(_ field: String, _ ours: String, _ theirs: String, _ part: PlanPart) -> [PlanDifference] {
            PlanDifference.comparing(nil, field, ours, theirs, part)
        }
        return text("environment", planned.environment, plan.environment, .environment)
            + text("engine", planned.engine.id, plan.engine.id, .engine)
            + text("engine.name", planned.engine.name, plan.engine.name, .engine)
            + text("mode", planned.mode.rawValue, plan.mode.rawValue, .mode)
            + text("ssot", planned.ssot.text, plan.ssot.text, .ssot)
            + text("stack", planned.stack.text, plan.stack.text, .stack)
            + text("digest_key_id", planned.digestKeyID, plan.digestKeyID, .digestKey)
            + text("limits.max_deletes", String(planned.limits.maxDeletes), String(plan.limits.maxDeletes), .limits)
            + text(
                "limits.max_delete_percent",
                String(planned.limits.maxDeletePercent),
                String(plan.limits.maxDeletePercent),
                .limits
            ) + text("variables", planned.variables.text, variables.text, .variables) + omissions + order
    }

    /// Only secrets need variables.
    private var variables: [String] {
        planned.actions.contains(where: \.needsSecrets) ? again.plan.variables : []
    }

    /// Omissions change with resources that the plan does not touch, so they are compared only for a plan that this
    /// ledger did not record. An action that waits and one that was not selected compare as the same.
    private var omissions: [PlanDifference] {
        guard !again.isOwnPlan else { return [] }
        let (ours, theirs) = (planned.omissions.comparable, again.plan.omissions.comparable)
        return ours.symmetricDifference(theirs).sorted().map { omission in
            let text = omission.description
            return PlanDifference(
                nil,
                "omissions",
                ours.contains(omission) ? text : "none",
                theirs.contains(omission) ? text : "none",
                .omissions
            )
        }
    }

    private var order: [PlanDifference] {
        let ours = planned.actions.map(\.address).filter(common.contains)
        let theirs = again.plan.actions.map(\.address).filter(common.contains)
        let first = zip(ours, theirs).first { $0 != $1 }
        return first.map { [PlanDifference(nil, "actions", $0.description, $1.description, .order)] } ?? []
    }
}

extension Plan.PinnedFile {
    fileprivate var text: String { "\(path) \(sha256)" }
}

extension [Plan.PinnedFile] {
    fileprivate var text: String { isEmpty ? "none" : map(\.text).joined(separator: ", ") }
}

extension [String] {
    fileprivate var text: String { isEmpty ? "none" : joined(separator: ", ") }
}

extension [Omission] {
    fileprivate var comparable: Set<Omission> {
        Set(
            map { omission in
                switch omission.code {
                case .waits, .notSelected: Omission(omission.address, .notSelected, "left out")
                case .missing, .unseen, .foreign, .notInspected, .heldBack, .notCompared, .notTaken, .postponed,
                    .contentRewritten, .removesItself, .differs, .orphan, .surplus, .setAside:
                    omission
                }
            }
        )
    }
}
