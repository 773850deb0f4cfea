import Domain
import Foundation
import Ledger

/// A folder with one ledger that is removed when the test ends.
final class Workspace {
    let folder: URL
    var path: String { folder.appendingPathComponent("reconcile.db").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
    }

    /// A new ledger, open for writing.
    func ledger() throws -> Ledger {
        try Ledger.create(at: path, origin: "reconcile/staging/0badcafe", time: Moment.start)
        return try open()
    }

    func open(_ mode: Ledger.Mode = .readWrite(fullCheck: true), busyMilliseconds: Int = 5_000) throws -> Ledger {
        try Ledger.open(at: path, mode: mode, busyMilliseconds: busyMilliseconds)
    }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// What the `sqlite3` shell answers, as an outside reader or as somebody who tampers.
    @discardableResult
    func shell(_ sql: String, readOnly: Bool = false) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-bail"] + (readOnly ? ["-readonly"] : []) + [path, sql]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
        return (process.terminationStatus, text)
    }
}

/// Fixed times, so that no test depends on the clock.
enum Moment {
    static let start = Timestamp(secondsSince1970: 1_800_000_000)

    static func day(_ days: Int) -> Timestamp { start.adding(days: days) }
}

extension Ledger {
    /// Begins an audit and records what it saw.
    func audit(_ id: String, _ observation: ClassifiedHost, at: Timestamp) throws {
        try begin(RunStart(id: id, kind: .audit, at: at))
        try record(observation: observation, run: id, kind: .audit, at: at)
        try end(run: id, outcome: .succeeded, exitCode: .done, at: at, summary: "")
    }
}
