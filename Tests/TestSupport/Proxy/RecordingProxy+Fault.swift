import Foundation
import Synchronization

extension RecordingProxy {
    /// One request as the client sent it.
    package struct Request: Sendable, Hashable, CustomStringConvertible {
        package let method: String
        /// Path and query without the API's version, percent-decoded.
        package let target: String

        package var description: String { "\(method) \(target)" }
        package var isMutating: Bool { method != "GET" && method != "HEAD" }

        init(firstLine: String) {
            let words = firstLine.split(separator: " ").map(String.init)
            method = words.first ?? ""
            let path = words.count > 1 ? words[1] : ""
            let unversioned = path.replacing(/^\/v[0-9.]+\//, with: "/")
            target = unversioned.removingPercentEncoding ?? unversioned
        }

        package init(_ method: String, _ target: String) {
            self.method = method
            self.target = target
        }
    }

    /// What goes wrong with one request.
    package enum Fault: Sendable {
        /// The Engine never sees it.
        case answer(status: String, message: String)
        /// The connection ends, and the Engine never sees the request.
        case dropBeforeForwarding
        /// The Engine does what was asked, and the connection ends instead of its answer.
        case dropAfterForwarding
        /// It waits at the gate, and then goes its way.
        case hold(Gate)
        /// So many bytes of the answer's body come, and then the connection ends.
        case cutBody(after: Int)
    }

    /// Where a request waits until the test lets it go.
    package final class Gate: Sendable {
        package struct NobodyCame: Error {}

        private let isForwarding = Mutex(true)
        private let opening = DispatchSemaphore(value: 0)
        private let arrivals = AsyncStream.makeStream(of: Void.self)

        package init() {}

        /// Returns when a request waits here.
        package func arrival() async throws {
            let stream = arrivals.stream
            try await withThrowingTaskGroup { group in
                group.addTask { await stream.first { true } != nil }
                group.addTask {
                    try await Task.sleep(for: .seconds(30))
                    return false
                }
                guard try await group.next() == true else { throw NobodyCame() }
                group.cancelAll()
            }
        }

        /// Lets the request go, to the Engine or into the void.
        package func open(forwarding: Bool = true) {
            isForwarding.withLock { $0 = forwarding }
            opening.signal()
        }

        /// - Returns: Whether the request goes on to the Engine.
        func wait() -> Bool {
            arrivals.continuation.yield()
            opening.wait()
            return isForwarding.withLock(\.self)
        }
    }
}
