package import Domain

/// A plan as people review it, and as programs read it: rendered from the plan file's content and nothing else.
package struct PlanReport: Sendable {
    package let content: PlanFileContent
    /// `sha256:<hex>` of the plan's deterministic part.
    package let digest: String
    /// The file's path as it was typed, for programs; `nil` where none was written.
    package let file: String?
    /// The same as text and Markdown show it, below the repository; `nil` where none was written.
    let shownFile: String?
    /// What is known of its validity now; `nil` when it was just written.
    package let standing: PlanStanding?
    /// The signers file for the verification command.
    package let signersPath: String

    package init(
        content: PlanFileContent,
        digest: String,
        file: String?,
        shownFile: String? = nil,
        standing: PlanStanding? = nil,
        signersPath: String = "infra/docker/allowed_signers"
    ) {
        self.content = content
        self.digest = digest
        self.file = file
        self.shownFile = shownFile ?? file
        self.standing = standing
        self.signersPath = signersPath
    }

    var plan: Plan { content.plan }

    var issued: Issued { content.issued }

    var environmentName: String { escapedForTerminal(plan.environment).capitalisedFirst }

    var counts: PlanSummary { PlanSummary(plan) }

    /// `Plan: 0 to add, 0 to change, 5 to destroy.`, or that there is nothing to do.
    package var summary: String {
        guard plan.actions.isEmpty else {
            return "Plan: \(counts.add) to add, \(counts.change) to change, \(counts.destroy) to destroy."
        }
        return plan.complete
            ? "No changes. \(environmentName) matches the SSOT."
            : "No changes planned. \(environmentName) does not match the SSOT in full."
    }

    /// Actions after which the object cannot be brought back as it was.
    var irreversible: [Action] { plan.actions.filter { !$0.impact.reversible } }

    var replaced: [Action] { plan.actions.filter { $0.kind == .replace } }

    /// Those after whose call a process does not run any more.
    var stopping: [Action] { plan.actions.filter { $0.impact.downtime && $0.steps.contains(where: \.isStop) } }

    /// Those that run on, and whose clients are cut off.
    var disconnecting: [Action] {
        plan.actions.filter { $0.impact.downtime && !$0.steps.contains(where: \.isStop) }
    }
}

extension PlanReport {
    /// The envelope's `data` of `plan`. The objects of actions and omissions of `planFile`, the plan file's own JSON,
    /// are handed on unchanged.
    package func planData(planFile: JSON) -> JSON {
        [
            "file": .optional(file),
            "digest": .string(digest),
            "actions": planFile["plan"]?["actions"] ?? [],
            "counts": countsJSON,
            "complete": .bool(plan.complete),
            "omissions": planFile["plan"]?["omissions"] ?? [],
            "attention": attentionJSON,
        ]
    }

    /// The envelope's `data` of `show`, from `planFile`, the plan file's own JSON.
    package func showData(planFile: JSON) -> JSON {
        [
            "file": .optional(file),
            "digest": .string(digest),
            "issued": planFile["issued"] ?? .null,
            "verdict": .string((standing?.verdict ?? .unchecked).rawValue),
            "moved": .array((standing?.moved ?? []).map(\.json)),
            "signatures": .array((standing?.signatures ?? []).map(\.json)),
            "approvals": [
                "required": .number(standing?.approvalsRequired ?? 0),
                "have": .strings(standing?.approvals ?? []),
                "vetoes": .strings(standing?.vetoes ?? []),
            ],
            "plan": planFile["plan"] ?? .null,
            "attention": attentionJSON,
        ]
    }

    /// What the text says of a plan that leaves something undone, for programs.
    package var findings: [Diagnostic] {
        guard !plan.complete else { return [] }
        return [
            Diagnostic(
                .planIncomplete,
                .warning,
                "The plan does not bring the host all the way to the SSOT",
                detail: plan.omissions.map { escapedForTerminal($0.description) }.joined(separator: "; "),
                fix: "See the plan's omissions."
            )
        ]
    }

    private var countsJSON: JSON {
        [
            "add": .number(counts.add), "change": .number(counts.change), "destroy": .number(counts.destroy),
            "protected": .number(issued.counts[.protected]), "unknown": .number(issued.counts[.unknown]),
        ]
    }
}
