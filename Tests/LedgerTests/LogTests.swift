import Crypto
import Domain
import Foundation
import Ledger
import Testing

struct LogTests {
    /// RFC 6962, section 2.1, word by word.
    private func reference(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else {
            return leaves.first.map { Array(SHA256.hash(data: [0] + $0)) } ?? Array(SHA256.hash(data: [UInt8]()))
        }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Array(SHA256.hash(data: [1] + reference(leaves[..<middle]) + reference(leaves[middle...])))
    }

    private func leaves(_ workspace: Workspace) throws -> [[UInt8]] {
        let lines = try workspace.shell("SELECT leaf FROM log ORDER BY idx", readOnly: true).output
        return lines.split(separator: "\n").map { Array($0.utf8) }
    }

    @Test func `the root equals the definition of RFC 6962 at every size`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(MerkleTree.emptyRoot == reference([]))
        var checkpoints: [Checkpoint] = []
        for size in 1...70 {
            checkpoints.append(try #require(Checkpoint(parsing: try ledger.checkpointBody())))
            try ledger.setMeta("n", String(size), at: Moment.start)
        }
        let all = try leaves(workspace)
        #expect(checkpoints.map(\.size) == Array(1...70))
        #expect(checkpoints.allSatisfy { $0.root == reference(all[..<$0.size]) })
        let report = try ledger.verify()
        #expect(report.problems.isEmpty)
        #expect(report.size == 71)
        #expect(report.root == reference(all[...]))
    }

    @Test func `a leaf is compact canonical JSON of one event`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        let text = String(decoding: try #require(try leaves(workspace).first), as: UTF8.self)
        #expect(
            text == #"{"at":"2027-01-15T08:00:00Z","kind":"log.genesis","run":null,"#
                + #""what":{"origin":"reconcile/staging/0badcafe","schema":3}}"#
        )
    }

    @Test func `a checkpoint is origin, size and root in base64`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let body = try ledger.checkpointBody()
        let root = Data(reference(try leaves(workspace)[...])).base64EncodedString()
        #expect(body == "reconcile/staging/0badcafe\n1\n\(root)\n")
        for malformed in [
            "", body + "\n", body.replacingOccurrences(of: "\n1\n", with: "\n+1\n"), String(body.dropLast()),
        ] {
            #expect(Checkpoint(parsing: malformed) == nil)
        }
    }

    @Test func `a stored checkpoint must be true of the log`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let body = try ledger.checkpointBody()
        try ledger.storeCheckpoint(body, signature: [1, 2, 3], at: Moment.day(1))
        try ledger.setMeta("a", "b", at: Moment.start)
        let stored = try #require(try ledger.lastCheckpoint())
        #expect(stored.checkpoint.body == body)
        #expect(stored.signature == [1, 2, 3])
        #expect(try ledger.extends(stored.checkpoint))
        let root = [UInt8](repeating: 7, count: 32)
        for wrong in [
            Checkpoint(origin: stored.checkpoint.origin, size: 1, root: root),
            Checkpoint(origin: stored.checkpoint.origin, size: 9, root: root),
            Checkpoint(origin: "other", size: 1, root: stored.checkpoint.root),
        ] {
            #expect(try !ledger.extends(wrong))
            #expect(throws: LedgerFault.self) {
                try ledger.storeCheckpoint(wrong.body, signature: [], at: Moment.start)
            }
        }
    }

    @Test(arguments: [
        "UPDATE log SET at = 1", "DELETE FROM log", "INSERT INTO log VALUES (7, 1, 'x', NULL, x'00')",
        "INSERT OR REPLACE INTO log VALUES (0, 1, 'x', NULL, x'00')", "UPDATE log_nodes SET level = 9",
        "DELETE FROM log_nodes", "UPDATE checkpoints SET at = 1", "DELETE FROM checkpoints",
    ])
    func `the schema refuses to rewrite the log`(sql: String) throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.setMeta("a", "b", at: Moment.start)
        try ledger.storeCheckpoint(try ledger.checkpointBody(), signature: [1], at: Moment.start)
        try ledger.close()
        let answer = try workspace.shell(sql)
        #expect(answer.status != 0)
        #expect(answer.output.contains("append-only") || answer.output.contains("no gaps"))
        #expect(try workspace.open().verify().problems.isEmpty)
    }

    private static let dropAll = """
        DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete; DROP TRIGGER steps_success_is_final;
        """

    @Test(arguments: [
        ("UPDATE log SET leaf = CAST(replace(leaf, 'green', 'black') AS BLOB)", "differ from the checkpoint"),
        ("UPDATE log SET kind = 'other' WHERE idx = 1", "entry 1 does not fit the columns"),
        ("UPDATE log SET at = at + 1 WHERE idx = 0", "entry 0 does not fit the columns"),
        ("DELETE FROM log WHERE idx = 1", "entry 1 is missing"),
        ("UPDATE steps SET outcome = 'failed' WHERE step = 1", "step 0.1 of run r1 differs"),
        ("UPDATE steps SET target = 'other' WHERE step = 0", "step 0.0 of run r1 differs"),
    ])
    func `verify names what was changed behind its back`(sql: String, finding: String) throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.setMeta("colour", "green", at: Moment.start)
        try ledger.apply("r1", [Cleanup.container("test-a", "id-a")], at: Moment.start)
        try ledger.storeCheckpoint(try ledger.checkpointBody(), signature: [1], at: Moment.start)
        try ledger.close()
        #expect(try workspace.shell("PRAGMA foreign_keys = OFF;" + LogTests.dropAll + sql).status == 0)
        let report = try workspace.open(.readWrite(fullCheck: false)).verify()
        #expect(report.problems.contains { $0.contains(finding) }, "\(report.problems)")
    }

    @Test func `a log that was cut below its checkpoint is refused at open`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        for number in 0..<6 { try ledger.setMeta("n", String(number), at: Moment.start) }
        try ledger.storeCheckpoint(try ledger.checkpointBody(), signature: [1], at: Moment.start)
        try ledger.close()
        try workspace.shell(LogTests.dropAll + "DELETE FROM log WHERE idx = 6")
        #expect(
            throws: LedgerFault.unsound(
                path: workspace.path,
                problem: "its log is shorter than its checkpoint of size 7"
            )
        ) { try workspace.open(.readOnly) }
    }
}
