import Dispatch
package import Foundation
import Glibc

/// A program under way: a test may signal it, and waits for its end.
package struct RunningCommand: Sendable {
    private let arguments: [String]
    private let process: Process
    private let output: ScratchFile
    private let errors: ScratchFile

    /// Starts a program with exactly this environment. It reads `input`, or nothing where that is `nil`.
    package init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        directory: String,
        input: FileHandle? = nil
    ) throws {
        self.arguments = arguments
        process = Process()
        output = try ScratchFile(in: FileManager.default.temporaryDirectory)
        errors = try ScratchFile(in: FileManager.default.temporaryDirectory)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment.merging(Coverage.environment) { own, _ in own }
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output.handle
        process.standardError = errors.handle
        try process.run()
    }

    /// Returns when the program has written `text` to its standard output.
    package func hasWritten(_ text: String) async throws {
        try await Waiting.until("the program writes: \(text)") { try output.holds(text) }
    }

    /// Returns when the program has written `text` to its standard error.
    package func hasComplained(_ text: String) async throws {
        try await Waiting.until("the program complains: \(text)") { try errors.holds(text) }
    }

    package func signal(_ number: CInt) { kill(process.processIdentifier, number) }

    /// Waits for the end; a program that hangs is killed after that time, and its exit is then 137.
    ///
    /// The exit status of a program that a signal ended is 128 and the signal's number, as shells have it.
    package func outcome(withinSeconds limit: Int = 60) async throws -> Outcome {
        let killer = DispatchWorkItem { signal(SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit), execute: killer)
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        killer.cancel()
        let wasSignalled = process.terminationReason == .uncaughtSignal
        return Outcome(
            arguments: arguments,
            exit: process.terminationStatus + (wasSignalled ? 128 : 0),
            stdout: try output.take(),
            stderr: try errors.take()
        )
    }
}
