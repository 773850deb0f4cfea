/// How long and how much an Engine may answer.
package struct EngineLimits: Sendable, Hashable {
    /// The largest body of an answer, in bytes.
    package let bodyBytes: Int
    /// The time that one read may take from the first byte sent to the last received, its retries included.
    package let readDeadline: Duration

    package static let standard = EngineLimits(bodyBytes: 64 << 20, readDeadline: .seconds(15))

    package init(bodyBytes: Int, readDeadline: Duration) {
        self.bodyBytes = bodyBytes
        self.readDeadline = readDeadline
    }
}
