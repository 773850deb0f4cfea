package import Domain
import Files
import Foundation
import Glibc
import Inventory
import PlanFile

/// Everything that a use case takes from the world besides files, the Engine and the ledger. Tests give their own.
package struct Environment: Sendable {
    /// `reconcile 0.1.0`.
    package static let tool = "reconcile 0.1.0"

    package let variables: [String: String]
    package let workingDirectory: String
    package let userName: String
    package let hostName: String
    package let now: @Sendable () -> Timestamp
    /// Random lower-case hexadecimal digits, as many as asked for.
    package let randomHex: @Sendable (_ digits: Int) -> String
    package let pause: @Sendable (Duration) async throws -> Void
    /// Monotonic, for measuring.
    package let uptime: @Sendable () -> Duration
    package let interruption: Interruption
    /// What this invocation has begun.
    package let trail = RunTrail()
    /// Asks a person at a terminal for the phrase that a plan needs; `nil` where there is nobody to ask. It returns the
    /// line that was typed, `nil` where the terminal gave none.
    package let askPhrase: (@Sendable (Plan, _ phrase: String) -> String?)?
    package let progress: @Sendable (ProgressEvent) -> Void
    /// What the kernel tells a process of itself, a file of `/proc/self`; nothing where it cannot be read.
    package let ownFile: @Sendable (_ name: String) -> [UInt8]

    package init(
        variables: [String: String],
        workingDirectory: String,
        userName: String,
        hostName: String,
        now: @escaping @Sendable () -> Timestamp,
        randomHex: @escaping @Sendable (Int) -> String,
        pause: @escaping @Sendable (Duration) async throws -> Void,
        uptime: @escaping @Sendable () -> Duration,
        interruption: Interruption,
        askPhrase: (@Sendable (Plan, String) -> String?)?,
        progress: @escaping @Sendable (ProgressEvent) -> Void,
        ownFile: @escaping @Sendable (String) -> [UInt8]
    ) {
        self.variables = variables
        self.workingDirectory = workingDirectory
        self.userName = userName
        self.hostName = hostName
        self.now = now
        self.randomHex = randomHex
        self.pause = pause
        self.uptime = uptime
        self.interruption = interruption
        self.askPhrase = askPhrase
        self.progress = progress
        self.ownFile = ownFile
    }

    /// A variable that is set and not empty.
    package func variable(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// `<UTC time>-<8 hex>`.
    package func newRunID() -> String { "\(now().compact)-\(randomHex(8))" }
}

/// What goes to stderr while a command works.
package enum ProgressEvent: Sendable {
    /// The first line of every run: which Engine, and why that one.
    case endpoint(String)
    /// An answer is long in coming.
    case waiting(String)
    case stepBegan(Address, Step)
    case stepEnded(StepRecord)
    case warning(Diagnostic)
}

extension Environment {
    /// The real world. The only place that reads the clock, makes random identifiers and sleeps.
    ///
    /// - Throws: `FileFault` where the current directory is gone.
    package static func live(
        interruption: Interruption,
        askPhrase: (@Sendable (Plan, String) -> String?)?,
        progress: @escaping @Sendable (ProgressEvent) -> Void
    ) throws -> Environment {
        let variables = ProcessInfo.processInfo.environment
        return Environment(
            variables: variables,
            workingDirectory: try Paths.currentDirectory(),
            userName: userName() ?? "uid\(getuid())",
            hostName: hostName(),
            now: { Timestamp(secondsSince1970: Int64(Date().timeIntervalSince1970)) },
            randomHex: randomHex,
            pause: { try await Task.sleep(for: $0) },
            uptime: { uptime() },
            interruption: interruption,
            askPhrase: askPhrase,
            progress: progress,
            ownFile: { KernelFile.read("/proc/self/\($0)") }
        )
    }

    private static func randomHex(_ digits: Int) -> String {
        let all = (0..<(digits + 31) / 32).map { _ in UUID().uuidString.replacing("-", with: "") }.joined()
        return String(all.lowercased().prefix(digits))
    }

    private static func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// The name of the account, whatever the variables claim.
    private static func userName() -> String? {
        getpwuid(getuid()).flatMap { $0.pointee.pw_name }.map { String(cString: $0) }
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// SHA-256 of files, as plans and records write it.
enum Hash {
    static func sha256(_ bytes: [UInt8]) -> String { PlanDigest.fileHash(of: bytes) }
}
