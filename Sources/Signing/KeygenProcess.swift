import Files
import Subprocess
import SystemPackage

/// One run of `ssh-keygen`: no shell, bounded output, killed when the time is up.
struct KeygenProcess: Sendable {
    let executable: String
    let environment: [String: String]
    /// An existing directory for files that live as long as one run.
    let scratch: String
    /// Returns when the time is up; whoever makes it owns the clock.
    let deadline: @Sendable () async throws -> Void

    struct Answer: Sendable {
        let succeeded: Bool
        let output: [UInt8]
        /// The end of what it said on standard error, fit to be shown.
        let reason: String
    }

    func run(_ arguments: [String], input: [UInt8]) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer?.self) { group in
            group.addTask { try await answer(arguments, input: input) }
            group.addTask {
                try await deadline()
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let answer = first else { throw KeygenFault.timedOut }
            return answer
        }
    }

    /// Cancelling the task kills the process.
    private func answer(_ arguments: [String], input: [UInt8]) async throws -> Answer {
        let standardInput = try AnonymousFile.make(input, in: scratch)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)),
                arguments: Arguments(arguments),
                environment: .custom(variables),
                input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true),
                output: .bytes(limit: 65_536),
                error: .bytes(limit: 65_536)
            )
            return Answer(
                succeeded: result.terminationStatus.isSuccess,
                output: result.standardOutput,
                reason: KeygenProcess.shown(result.standardError)
            )
        } catch let error as SubprocessError {
            throw KeygenFault.notStarted(reason: error.description)
        }
    }

    private var variables: [Environment.Key: String] {
        Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    }

    /// The last lines on one line, without what a terminal would obey.
    private static func shown(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.suffix(600), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).suffix(3).joined(separator: "; ")
        let scalars = lines.unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) }
        return String(String.UnicodeScalarView(scalars))
    }
}
