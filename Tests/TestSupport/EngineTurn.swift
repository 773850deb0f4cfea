import Foundation
import Glibc

/// Who may use a test Engine now: many tests that keep to names of their own, or one that has it for itself.
///
/// A lock on a file, so that it also holds between test runs that share an Engine. Whoever waits does so in a thread of
/// its own.
struct EngineTurn: Sendable {
    struct Failure: Error {
        let path: String
        let code: CInt
    }

    private let descriptor: CInt

    init(host: String, alone: Bool) async throws {
        let name = "reconcile-test-" + host.split(separator: "/").joined(separator: "-") + ".lock"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        let code: CInt = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: EngineTurn.lock(descriptor, alone: alone)) }
        }
        guard code == 0 else {
            _ = close(descriptor)
            throw Failure(path: path, code: code)
        }
        self.descriptor = descriptor
    }

    /// Returns when it has the lock, or with the error's number.
    private static func lock(_ descriptor: CInt, alone: Bool) -> CInt {
        while flock(descriptor, alone ? LOCK_EX : LOCK_SH) != 0 {
            if errno != EINTR { return errno }
        }
        return 0
    }

    /// Lets the next one go on.
    func end() { _ = close(descriptor) }
}
