/// A stretch in which nobody looked at the host.
package struct LookGap: Sendable, Hashable {
    package var from: Timestamp
    package var to: Timestamp

    /// The shortest that is kept: hosts are looked at every day or oftener.
    package static let shortest = 1

    package init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }

    package var isKept: Bool { to > from.adding(days: LookGap.shortest) }
}

/// How long something has not been seen in use. What nobody watched may have been used: of a stretch without a look only
/// so many days count.
package struct UnusedTime: Sendable {
    private let gaps: [LookGap]
    private let longestGapDays: Int

    package init(_ gaps: [LookGap], longestGapDays: Int) {
        self.gaps = gaps
        self.longestGapDays = longestGapDays
    }

    /// When a thing that was not seen in use since a moment will have been so for a number of days.
    package func end(of days: Int, since: Timestamp) -> Timestamp {
        since.adding(days: days).adding(seconds: unwatched(since: since))
    }

    /// Seconds that do not count.
    package func unwatched(since: Timestamp) -> Int64 {
        let longest = Int64(longestGapDays) * 86_400
        return gaps.reduce(0) { sum, gap in
            let seconds = gap.to.secondsSince1970 - max(gap.from, since).secondsSince1970
            return sum + max(0, seconds - longest)
        }
    }
}
