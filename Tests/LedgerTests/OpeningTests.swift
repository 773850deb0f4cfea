import Domain
import Foundation
import Ledger
import Testing

struct OpeningTests {
    @Test func `a new ledger is readable by its owner only and leaves no draft`() throws {
        let workspace = try Workspace()
        umask(0)
        _ = try workspace.ledger()
        let attributes = try FileManager.default.attributesOfItem(atPath: workspace.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path) == ["reconcile.db"])
    }

    @Test func `create keeps a ledger that exists`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.setMeta("colour", "green", at: Moment.start)
        #expect(throws: LedgerFault.unwritable(path: workspace.path, problem: "File exists")) {
            try Ledger.create(at: workspace.path, origin: "other", time: Moment.start)
        }
        #expect(try ledger.meta("colour") == "green")
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path) == ["reconcile.db"])
    }

    @Test func `a creation that was cut off before its last step leaves a ledger that opens`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        try FileManager.default.linkItem(atPath: workspace.path, toPath: workspace.path + ".new")
        #expect(try workspace.open().verify().problems.isEmpty)
    }

    @Test func `a missing ledger points at init`() throws {
        let workspace = try Workspace()
        #expect(throws: LedgerFault.missing(path: workspace.path)) { try workspace.open() }
        let failure = LedgerFault.missing(path: "x").failure
        #expect(failure.exitCode == .configuration)
        #expect(failure.diagnostics.map(\.code) == [.ledgerMissing])
        #expect(failure.diagnostics.first?.fix.contains("reconcile init") == true)
    }

    enum Damage: String, CaseIterable {
        case empty, text, headerZeroed, truncated, shortText, pageOverwritten

        func applied(to bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .empty: []
            case .shortText: Array("hello\n".utf8)
            case .text: Array(String(repeating: "This is no database.\n", count: 1_000).utf8)
            case .headerZeroed: [UInt8](repeating: 0, count: 100) + bytes.dropFirst(100)
            case .truncated: Array(bytes.prefix(bytes.count / 2))
            case .pageOverwritten:
                Array(bytes.prefix(4_096 * 3)) + [UInt8](repeating: 0xA5, count: 4_096)
                    + bytes.dropFirst(4_096 * 4)
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged file is refused and left as it is`(damage: Damage) throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        let damaged = damage.applied(to: try workspace.bytes())
        try workspace.write(damaged)
        let fault = #expect(throws: LedgerFault.self) { try workspace.open() }
        let failure = try #require(fault).failure
        #expect(failure.exitCode == .configuration)
        #expect(failure.diagnostics.map(\.code) == [.ledgerUnsound])
        #expect(try workspace.bytes() == damaged)
    }

    @Test func `a newer schema is refused for readers as well`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        try workspace.shell("PRAGMA user_version = 99")
        for mode in [Ledger.Mode.readOnly, .readWrite(fullCheck: false)] {
            #expect(throws: LedgerFault.newer(path: workspace.path, version: 99)) { try workspace.open(mode) }
        }
    }

    @Test func `a database of another program is refused before any setting reaches it`() throws {
        let workspace = try Workspace()
        try workspace.shell("PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1)")
        let before = try workspace.bytes()
        #expect(throws: LedgerFault.foreign(path: workspace.path)) { try workspace.open() }
        #expect(try workspace.bytes() == before)
        #expect(try workspace.shell("PRAGMA journal_mode").output == "wal")
    }

    @Test func `a link to a ledger is refused`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        let link = workspace.folder.appendingPathComponent("link.db").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: workspace.path)
        #expect(throws: LedgerFault.unsound(path: link, problem: "it is no regular file")) {
            try Ledger.open(at: link, mode: .readOnly)
        }
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.linkItem(atPath: workspace.path, toPath: link)
        #expect(throws: LedgerFault.unsound(path: link, problem: "it has a second name (hard link)")) {
            try Ledger.open(at: link, mode: .readOnly)
        }
    }

    @Test func `a reader opens a read-only file and cannot write`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: workspace.path)
        let ledger = try workspace.open(.readOnly)
        #expect(try ledger.meta("origin") == "reconcile/staging/0badcafe")
        let fault = #expect(throws: LedgerFault.self) { try ledger.setMeta("a", "b", at: Moment.start) }
        #expect(fault?.failure.exitCode == .cannotWrite)
    }

    @Test func `the settings that durability rests on stand in the file`() throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        #expect(try workspace.shell("PRAGMA journal_mode").output == "delete")
        #expect(try workspace.shell("PRAGMA application_id").output == "1919247215")
        #expect(try workspace.shell("PRAGMA user_version").output == "3")
        let loose = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
        #expect(try workspace.shell(loose + " AND name NOT LIKE 'sqlite_%'").output == "0")
    }

    @Test func `a lock that another process holds is waited for and then named`() async throws {
        let workspace = try Workspace()
        try workspace.ledger().close()
        let ledger = try workspace.open(.readWrite(fullCheck: false), busyMilliseconds: 50)
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = ["sqlite3", workspace.path]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        try input.fileHandleForWriting.write(contentsOf: Data("BEGIN EXCLUSIVE; SELECT 'held';\n".utf8))
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
        #expect(throws: LedgerFault.busy(path: workspace.path)) { try ledger.setMeta("a", "b", at: Moment.start) }
        #expect(LedgerFault.busy(path: "x").failure.exitCode == .locked)
        try input.fileHandleForWriting.write(contentsOf: Data("COMMIT;\n".utf8))
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        try ledger.setMeta("a", "b", at: Moment.start)
        #expect(try ledger.meta("a") == "b")
    }
}
