import Domain
import Foundation
import Ledger
import Testing

struct BackupTests {
    private func backup(until: Timestamp) -> Backup {
        Backup(
            runID: "r1",
            address: Address(.container, "test-a"),
            objectID: "id-a",
            content: "configuration",
            at: Moment.start,
            keepUntil: until
        )
    }

    @Test func `a backup is given back as it was sealed`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.begin(RunStart(id: "r1", kind: .apply, at: Moment.start))
        let sealed: [UInt8] = [0, 1, 2, 255]
        let id = try ledger.store(backup(until: Moment.day(30)), sealed: sealed)
        #expect(try ledger.sealedBackup(id) == sealed)
        #expect(try ledger.backups() == [StoredBackup(id: id, backup: backup(until: Moment.day(30)), size: 4)])
        #expect(try ledger.backups(run: "r2").isEmpty)
        #expect(throws: LedgerFault.noRecord("backup 99")) { try ledger.sealedBackup(99) }
    }

    @Test func `an expired backup leaves no byte in the file`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.begin(RunStart(id: "r1", kind: .apply, at: Moment.start))
        let canary = Array("canary-5f1d0c9e".utf8)
        let sealed = (0..<2_000).flatMap { _ in canary }
        try ledger.store(backup(until: Moment.day(30)), sealed: sealed)
        let kept = try ledger.store(backup(until: Moment.day(60)), sealed: [1])
        #expect(Data(try workspace.bytes()).range(of: Data(canary)) != nil)
        #expect(try ledger.removeBackups(expiredAt: Moment.day(31)) == 1)
        #expect(try ledger.backups().map(\.id) == [kept])
        #expect(Data(try workspace.bytes()).range(of: Data(canary)) == nil)
        #expect(try ledger.removeBackups(expiredAt: Moment.day(31)) == 0)
    }
}
