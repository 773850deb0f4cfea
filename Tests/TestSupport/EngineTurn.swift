import Foundation
import Glibc

/// Who may use a test Engine now: many tests that keep to names of their own, or one that has it for itself.
///
/// A lock on a file, so that it also holds between test runs that share an Engine. Waiting blocks no thread.
struct EngineTurn: Sendable {
    struct Failure: Error {
        let path: String
        let code: CInt
    }

    private let descriptor: CInt

    init(host: String, alone: Bool) async throws {
        let name = "reconcile-test-" + host.split(separator: "/").joined(separator: "-") + ".lock"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        while flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw Failure(path: path, code: errno) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Lets the next one go on.
    func end() { _ = close(descriptor) }
}
