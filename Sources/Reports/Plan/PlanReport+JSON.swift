package import Domain

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
