/// How long and how much an Engine may answer.
package struct EngineLimits: Sendable, Hashable {
    /// The largest body of an answer, in bytes.
    package let bodyBytes: Int
    /// The time that one read may take from the first byte sent to the last received, its retries included.
    package let readDeadline: Duration

    /// The same for the list of volumes. The Engine gives a plugin that does not listen 15 seconds, and one that does not
    /// answer a minute, and only then tells the volumes of the others.
    package let volumesDeadline: Duration

    package static let standard = EngineLimits(
        bodyBytes: 64 << 20,
        readDeadline: .seconds(15),
        volumesDeadline: .seconds(75)
    )

    /// `volumesDeadline`: as every read where it is not given.
    package init(bodyBytes: Int, readDeadline: Duration, volumesDeadline: Duration? = nil) {
        self.bodyBytes = bodyBytes
        self.readDeadline = readDeadline
        self.volumesDeadline = volumesDeadline ?? readDeadline
    }
}
