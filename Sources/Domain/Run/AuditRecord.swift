/// One audit as `history audits` shows it.
package struct AuditRecord: Sendable, Hashable {
    package let runID: String
    package let at: Timestamp
    package let engine: EngineIdentity
    package let counts: ClassCounts
    package let missing: Int

    package init(runID: String, at: Timestamp, engine: EngineIdentity, counts: ClassCounts, missing: Int) {
        self.runID = runID
        self.at = at
        self.engine = engine
        self.counts = counts
        self.missing = missing
    }
}
