import Foundation
import Testing

/// The real jq, which people use to check a digest without the tool.
enum Jq {
    static var path: String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/jq" }.first(where: FileManager.default.isExecutableFile)
    }

    static func run(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
        let process = Process()
        let (toJq, fromJq) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = arguments
        process.standardInput = toJq
        process.standardOutput = fromJq
        try process.run()
        try toJq.fileHandleForWriting.write(contentsOf: Data(input))
        try toJq.fileHandleForWriting.close()
        let printed = try fromJq.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(printed)
    }
}
