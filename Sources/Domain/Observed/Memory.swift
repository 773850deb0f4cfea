/// What the ledger of this engine remembers and classification may use. Empty where there is no ledger: nothing is then
/// old enough, and nothing is sticky.
package struct Memory: Sendable, Hashable {
    /// A container, volume or network that a direct rule protected in a recorded audit.
    package struct Protected: Sendable, Hashable {
        package var address: Address
        package var id: String
        package var rule: DecidingRule
        package var first: Timestamp

        package init(address: Address, id: String, rule: DecidingRule, first: Timestamp) {
            self.address = address
            self.id = id
            self.rule = rule
            self.first = first
        }
    }

    /// What a directly protected container was last seen using.
    package struct Use: Sendable, Hashable {
        package var user: Address
        /// For an image its ID, for a volume its name, for a network or container its ID.
        package var kind: ResourceKind
        package var resourceID: String
        package var lastSeen: Timestamp

        package init(user: Address, kind: ResourceKind, resourceID: String, lastSeen: Timestamp) {
            self.user = user
            self.kind = kind
            self.resourceID = resourceID
            self.lastSeen = lastSeen
        }
    }

    package var isPresent: Bool
    package var protected: [Protected]
    package var protectedUses: [Use]
    /// Since when nothing used it: by image ID, and by volume name.
    package var imageUnusedSince: [String: Timestamp]
    package var volumeUnusedSince: [String: Timestamp]
    /// By ID, for images that ever had a directly protected tag: when one last had such a tag or a user.
    package var imageProtectedUntil: [String: Timestamp]
    /// By name: when the last user of a volume was removed by somebody else than `reconcile`.
    package var volumeLostUser: [String: Timestamp]
    /// When a `release` entry without a date was first seen, by its address pattern.
    package var releaseFirstSeen: [String: Timestamp]
    /// Whether a container that an SSOT allowed or its stack declared was ever seen on this engine.
    package var hasSeenExpected: Bool
    /// By name, for anonymous volumes all of whose users were containers that recorded steps of ours removed: when the
    /// last of these went.
    package var anonymousOfDeleted: [String: Timestamp]
    /// By container ID: the operations with which a failed or unfinished action changed the container, where no later
    /// step of ours has changed it again.
    package var leftHalfDone: [String: Set<StepOperation>]
    /// Periods of more than a day without an observation, up to now.
    package var gaps: [ObservationGap]

    package static let none = Memory(isPresent: false)

    package init(
        isPresent: Bool = true,
        protected: [Protected] = [],
        protectedUses: [Use] = [],
        imageUnusedSince: [String: Timestamp] = [:],
        volumeUnusedSince: [String: Timestamp] = [:],
        imageProtectedUntil: [String: Timestamp] = [:],
        volumeLostUser: [String: Timestamp] = [:],
        releaseFirstSeen: [String: Timestamp] = [:],
        hasSeenExpected: Bool = false,
        anonymousOfDeleted: [String: Timestamp] = [:],
        leftHalfDone: [String: Set<StepOperation>] = [:],
        gaps: [ObservationGap] = []
    ) {
        self.isPresent = isPresent
        self.protected = protected
        self.protectedUses = protectedUses
        self.imageUnusedSince = imageUnusedSince
        self.volumeUnusedSince = volumeUnusedSince
        self.imageProtectedUntil = imageProtectedUntil
        self.volumeLostUser = volumeLostUser
        self.releaseFirstSeen = releaseFirstSeen
        self.hasSeenExpected = hasSeenExpected
        self.anonymousOfDeleted = anonymousOfDeleted
        self.leftHalfDone = leftHalfDone
        self.gaps = gaps
    }
}

/// A period without an observation of the host.
package struct ObservationGap: Sendable, Hashable {
    package var from: Timestamp
    package var to: Timestamp

    /// In days: shorter gaps are not kept, because a host is expected to be observed at least daily.
    package static let shortest = 1

    package init(from: Timestamp, to: Timestamp) {
        self.from = from
        self.to = to
    }

    package var isKept: Bool { to > from.adding(days: ObservationGap.shortest) }
}

/// How long something has not been seen in use. Something may have been used while nobody observed the host, so only
/// `longest_gap_days` of each period without an observation count.
package struct UnusedTime: Sendable {
    private let gaps: [ObservationGap]
    private let longestGapDays: Int

    package init(_ gaps: [ObservationGap], longestGapDays: Int) {
        self.gaps = gaps
        self.longestGapDays = longestGapDays
    }

    /// The moment at which something unused since `since` will have been unused for `days` days.
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
