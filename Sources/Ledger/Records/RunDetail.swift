package import Domain

/// Everything that the ledger knows of one run.
package struct RunDetail: Sendable, Hashable {
    package let run: RunRecord
    /// What the run's start recorded beside the columns.
    package let detail: JSON
    package let actions: [ActionRecord]
    package let audits: [AuditRecord]
    package let refusal: RefusalRecord?
    package let backups: [StoredBackup]
    /// The run's log entries, in the log's order.
    package let entries: [JSON]

    package init(
        run: RunRecord,
        detail: JSON,
        actions: [ActionRecord],
        audits: [AuditRecord],
        refusal: RefusalRecord?,
        backups: [StoredBackup],
        entries: [JSON]
    ) {
        self.run = run
        self.detail = detail
        self.actions = actions
        self.audits = audits
        self.refusal = refusal
        self.backups = backups
        self.entries = entries
    }
}
