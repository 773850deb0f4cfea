import Foundation

/// Where the tests stand in the file system, found from this file's own place.
enum SourceFolder {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
}

extension String {
    func appending(_ path: String) -> String { "\(self)/\(path)" }
}

enum Files {
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    static var updatesGoldens: Bool { ProcessInfo.processInfo.environment["RECONCILE_UPDATE_GOLDEN"] == "1" }
}
