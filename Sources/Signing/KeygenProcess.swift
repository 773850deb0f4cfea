package import Domain
package import Files
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

    /// The last lines of the output joined into one, without control characters.
    private static func shown(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.suffix(600), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).suffix(3).joined(separator: "; ")
        let scalars = lines.unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) }
        return String(String.UnicodeScalarView(scalars))
    }
}

/// Bytes as an open file without a name, for a child's standard input.
///
/// With a pipe, a child that exits before it has read everything would make this process receive `SIGPIPE`.
enum AnonymousFile {
    /// The descriptor stands at the first byte; whoever gets it closes it.
    static func make(_ bytes: [UInt8], in scratch: String) throws(FileFault) -> FileDescriptor {
        let directory = try Directories.makeTemporary(in: scratch, label: "input")
        let path = Paths.join(directory, "input")
        let file: Result<FileDescriptor, FileFault>
        do {
            try FileWriting.writeScratch(bytes, to: path)
            file = .success(try open(path))
        } catch {
            file = .failure(error)
        }
        try Directories.removeFlat(directory)
        return try file.get()
    }

    private static func open(_ path: String) throws(FileFault) -> FileDescriptor {
        do {
            return try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow])
        } catch {
            throw .io(path: path, operation: "opening", reason: "\(error)")
        }
    }
}

/// Why `ssh-keygen` could not do its work; that a signature does not hold is an answer, not a fault.
package enum KeygenFault: Error, Sendable, Equatable {
    case notFound(searched: [String])
    case timedOut
    /// It ran and failed; the reason is the end of what it said, without control characters.
    case failed(reason: String)
    case notStarted(reason: String)
    case file(FileFault)
}

extension KeygenFault {
    package var summary: String {
        switch self {
        case .notFound(let searched): "ssh-keygen was not found in \(searched.joined(separator: ", "))"
        case .timedOut: "ssh-keygen did not answer in time"
        case .failed(let reason): "ssh-keygen failed: \(reason)"
        case .notStarted(let reason): "ssh-keygen could not be started: \(reason)"
        case .file(let fault): fault.summary
        }
    }

    package var fix: String {
        switch self {
        case .notFound: "Install OpenSSH's client (openssh-client) or put its directory on PATH."
        case .timedOut: "Check the agent, the passphrase prompt or the hardware key, then try again."
        case .failed: "Check the key and the agent: ssh-add -l, ssh-keygen -l -f KEY."
        case .notStarted: "Check that this machine can start processes."
        case .file(let fault): fault.fix
        }
    }

    package func diagnostic(_ code: DiagnosticCode) -> Diagnostic { Diagnostic(code, .error, summary, fix: fix) }
}
