import Dispatch
import Foundation

/// Runs programs for tests.
package enum Command {
    package struct Failure: Error, CustomStringConvertible {
        package let command: String
        package let status: Int32
        package let errorOutput: String

        package var description: String { "\(command) exited with \(status): \(errorOutput)" }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - path: An absolute path.
    ///   - arguments: What follows it on the command line.
    ///   - environment: Variables beside those of the test itself.
    /// - Returns: What it wrote to its standard output, without white space at the end.
    /// - Throws: ``Failure`` with its standard error for any exit status but 0.
    @discardableResult
    package static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runBlocking(path, arguments, environment) })
            }
        }
    }

    private static func runBlocking(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String]
    ) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let folder = FileManager.default.temporaryDirectory
        let output = try ScratchFile(in: folder)
        let errors = try ScratchFile(in: folder)
        process.standardOutput = output.handle
        process.standardError = errors.handle
        try process.run()
        process.waitUntilExit()
        let text = try output.take().trimmingCharacters(in: .whitespacesAndNewlines)
        let errorText = try errors.take().trimmingCharacters(in: .whitespacesAndNewlines)
        guard process.terminationStatus == 0 else {
            let command = ([path] + arguments).joined(separator: " ")
            throw Failure(command: command, status: process.terminationStatus, errorOutput: errorText)
        }
        return text
    }
}
