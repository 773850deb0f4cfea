import Dispatch
import Foundation

/// What one run of a program came to.
package struct Outcome: Sendable, CustomStringConvertible {
    package let arguments: [String]
    package let exit: Int32
    package let stdout: String
    package let stderr: String

    package var description: String {
        "\(arguments.joined(separator: " ")) -> \(exit)\nstdout: \(stdout)\nstderr: \(stderr)"
    }

    package struct WrongExit: Error, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: ``WrongExit`` for any other exit code.
    @discardableResult
    package func requireExit(_ code: Int32) throws -> Outcome {
        guard exit == code else { throw WrongExit(description: "expected exit \(code): \(self)") }
        return self
    }

    /// Runs a program to its end, with exactly this environment and nothing to read.
    package static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        directory: String
    ) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runBlocking(path, arguments, environment, directory) })
            }
        }
    }

    private static func runBlocking(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ directory: String
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment.merging(Coverage.environment) { own, _ in own }
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = FileHandle.nullDevice
        let output = try ScratchFile(in: FileManager.default.temporaryDirectory)
        let errors = try ScratchFile(in: FileManager.default.temporaryDirectory)
        process.standardOutput = output.handle
        process.standardError = errors.handle
        try process.run()
        process.waitUntilExit()
        return Outcome(
            arguments: arguments,
            exit: process.terminationStatus,
            stdout: try output.take(),
            stderr: try errors.take()
        )
    }
}
