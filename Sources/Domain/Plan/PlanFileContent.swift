/// A whole plan file: the deterministic plan, and who issued it when.
package struct PlanFileContent: Sendable, Hashable {
    package var plan: Plan
    package var issued: Issued

    package init(plan: Plan, issued: Issued) {
        self.plan = plan
        self.issued = issued
    }
}

/// The circumstances of one planning. Nothing here is part of the plan's digest; the file's signature covers it.
package struct Issued: Sendable, Hashable {
    package var id: String
    package var at: Timestamp
    /// The author's principal; `nil` where the file was written unsigned.
    package var by: String?
    package var expiresAt: Timestamp
    /// `reconcile 0.1.0`.
    package var tool: String
    /// The commit of the repository that was planned from; `nil` outside git.
    package var commit: String?
    /// The endpoint that was observed, or `snapshot`.
    package var endpoint: String
    package var observedAt: Timestamp
    package var counts: ClassCounts
    /// The ledger's latest checkpoint (C2SP signed note without its signature lines joined by `\n`), so that git
    /// anchors the history; `nil` where there was no ledger.
    package var checkpoint: String?

    package init(
        id: String,
        at: Timestamp,
        by: String?,
        expiresAt: Timestamp,
        tool: String,
        commit: String?,
        endpoint: String,
        observedAt: Timestamp,
        counts: ClassCounts,
        checkpoint: String?
    ) {
        self.id = id
        self.at = at
        self.by = by
        self.expiresAt = expiresAt
        self.tool = tool
        self.commit = commit
        self.endpoint = endpoint
        self.observedAt = observedAt
        self.counts = counts
        self.checkpoint = checkpoint
    }
}
