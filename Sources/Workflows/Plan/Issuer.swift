internal import Domain
internal import SSOT

/// Fills in the circumstances of one planning.
struct Issuer {
    let environment: Environment
    let project: Project

    func issue(
        by principal: String?,
        _ classified: ClassifiedHost,
        _ endpoint: String,
        checkpoint: String?
    ) -> Issued {
        let now = environment.now()
        let hours = project.document.planTTLHours
        return Issued(
            id: environment.newRunID(),
            at: now,
            by: principal,
            expiresAt: now.adding(seconds: Int64(hours) * 3_600),
            tool: Environment.tool,
            commit: GitHead.commit(at: project.root),
            endpoint: endpoint,
            observedAt: classified.host.observedAt,
            counts: classified.counts,
            checkpoint: checkpoint
        )
    }
}

extension SSOTDocument {
    /// How long a plan lives.
    var planTTLHours: Int { approval?.planTTLHours ?? ApprovalSection.defaultPlanTTLHours }
}
