import Domain
import Ledger
import Testing

struct BackupTests {
    private let backup = Backup(
        runID: "r1",
        address: Address(.container, "test-a"),
        objectID: "id-a",
        content: "configuration",
        at: Moment.start,
        keepUntil: Moment.day(30)
    )

    @Test func `a backup is given back as it was sealed`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = [Cleanup.container("test-a", "id-a")]
        let sealed = SealedBackup(backup: backup, bytes: [0, 1, 2, 255])
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        try ledger.intend(Cleanup.intents(actions), backups: [sealed], run: "r1", at: Moment.start)
        let stored = try #require(try ledger.backups().first)
        #expect(stored == StoredBackup(id: stored.id, backup: backup, size: 4))
        #expect(try ledger.run("r1").backups == [stored])
        #expect(try ledger.sealedBackup(stored.id) == sealed.bytes)
        #expect(try ledger.backups(run: "r2").isEmpty)
        #expect(throws: LedgerFault.noRecord("backup 99")) { try ledger.sealedBackup(99) }
    }
}
