internal import Domain
import Files
import Foundation
import Glibc
internal import Inventory

extension Environment {
    /// The real world. The only place that reads the clock, makes random identifiers and sleeps.
    ///
    /// - Throws: `FileFault` where the current directory is gone.
    package static func live(
        interruption: Interruption,
        ask: (@Sendable (String) -> String?)?,
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
            ask: ask,
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
