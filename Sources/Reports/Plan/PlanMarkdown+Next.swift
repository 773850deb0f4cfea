import Domain

extension PlanMarkdown {
    var nextSteps: [String] { PlanNextSteps(report).markdown }

    var verification: [String] {
        let digest = "Digest: \(markdownCode(report.digest))"
        guard let commands = report.commands else { return [digest] }
        return ["Verify:", ""] + MarkdownFence.lines(commands.verify, language: "sh") + ["", digest]
    }
}

/// What has to happen before the plan can be applied.
private struct PlanNextSteps {
    let report: PlanReport

    init(_ report: PlanReport) { self.report = report }

    var markdown: [String] {
        guard !report.plan.actions.isEmpty, let file = report.shownFile, let commands = report.commands else {
            return []
        }
        if let standing = report.standing, standing.isOver {
            return ["**Not to be applied:** \(escapedForMarkdown(standing.verdict.sentence))"]
        }
        return ["**Next:** \(approvals) Approving this pull request is not approving for the host.", ""]
            + MarkdownFence.lines(
                approving(commands) + ["reconcile apply \(shellQuoted(terminalName(file)))"],
                language: "sh"
            )
    }

    /// Only where somebody else must sign: a command that changes nothing would mislead.
    private func approving(_ commands: SigningCommands) -> [String] {
        report.standing.map { $0.approvalsRequired > 0 } ?? false ? commands.approve : []
    }

    private var approvals: String {
        guard let standing = report.standing else {
            return "Review, then apply."
        }
        guard standing.vetoes.isEmpty else { return "The plan is rejected and will not be applied." }
        guard standing.approvalsMissing > 0 else { return "\(standing.verdict.sentence) No approval is missing." }
        return "\(counted(standing.approvalsMissing, "approval")) of \(standing.approvalsRequired) still needed."
    }
}

extension PlanStanding {
    /// Whether apply refuses this file whatever is signed or typed: no line of a report shows how to apply it then.
    var isOver: Bool {
        switch verdict {
        case .stale, .expired, .used, .notApplyable: true
        case .valid, .untrusted, .unchecked: false
        }
    }
}
