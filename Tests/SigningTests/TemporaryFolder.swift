import Files
import Foundation

/// A folder of a test's own, removed when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let base = try Paths.realDirectory(FileManager.default.temporaryDirectory.path)
        path = try Directories.makeTemporary(in: base, label: "reconcile-test")
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path): \(error)") }
    }

    func file(_ name: String) -> String { Paths.join(path, name) }

    func names() throws -> [String] { try Directories.names(in: path, limit: 1_000) }

    func mode(of name: String) throws -> UInt32 { try FileReading.contents(of: file(name), limit: 1 << 20).mode }
}
