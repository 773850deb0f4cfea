/// How much one plan may delete. A delete is one container, volume, network or image ID; untags do not count.
package struct Limits: Sendable, Hashable {
    package var maxDeletes: Int
    /// The largest share of a kind's unprotected objects that may go. It applies where there are at least
    /// ``percentFloor`` of them.
    package var maxDeletePercent: Int
    /// Where the SSOT sets the limit, or the section where it could be set.
    package var maxDeletesPosition: SourcePosition?
    package var maxDeletePercentPosition: SourcePosition?

    package static let percentFloor = 10
    package static let defaultMaxDeletes = 25
    package static let defaultMaxDeletePercent = 50

    package init(
        maxDeletes: Int = Limits.defaultMaxDeletes,
        maxDeletePercent: Int = Limits.defaultMaxDeletePercent,
        maxDeletesPosition: SourcePosition? = nil,
        maxDeletePercentPosition: SourcePosition? = nil
    ) {
        self.maxDeletes = maxDeletes
        self.maxDeletePercent = maxDeletePercent
        self.maxDeletesPosition = maxDeletesPosition
        self.maxDeletePercentPosition = maxDeletePercentPosition
    }
}

/// The days that objects must not have been seen in use. They are measured on the ledger's own first sight of "unused":
/// the Engine keeps no such time, so a fresh ledger deletes nothing by age.
package struct AgeThresholds: Sendable, Hashable {
    /// `delete_unnamed_older_than_days`; `nil` never deletes an image without tag and digest.
    package var unnamedImageDays: Int?
    package var unnamedImagePosition: SourcePosition?
    /// `max_unused_image_age_days`; `nil` and 0 set no least age.
    package var unusedImageDays: Int?
    package var unusedImagePosition: SourcePosition?
    /// `max_unused_volume_age_days`; `nil` and 0 set no least age.
    package var unusedVolumeDays: Int?
    package var unusedVolumePosition: SourcePosition?
    /// `anonymous_volumes_of_deleted`: days after which an anonymous volume may go whose containers a plan of ours
    /// deleted; `nil` deletes none.
    package var anonymousVolumeDays: Int?
    package var anonymousVolumePosition: SourcePosition?
    /// `longest_gap_days`: how much of a period between two observations counts as unused.
    package var longestGapDays: Int

    package static let defaultLongestGapDays = 2

    package init(
        unnamedImageDays: Int? = nil,
        unnamedImagePosition: SourcePosition? = nil,
        unusedImageDays: Int? = nil,
        unusedImagePosition: SourcePosition? = nil,
        unusedVolumeDays: Int? = nil,
        unusedVolumePosition: SourcePosition? = nil,
        anonymousVolumeDays: Int? = nil,
        anonymousVolumePosition: SourcePosition? = nil,
        longestGapDays: Int = defaultLongestGapDays
    ) {
        self.unnamedImageDays = unnamedImageDays
        self.unnamedImagePosition = unnamedImagePosition
        self.unusedImageDays = unusedImageDays
        self.unusedImagePosition = unusedImagePosition
        self.unusedVolumeDays = unusedVolumeDays
        self.unusedVolumePosition = unusedVolumePosition
        self.anonymousVolumeDays = anonymousVolumeDays
        self.anonymousVolumePosition = anonymousVolumePosition
        self.longestGapDays = longestGapDays
    }

    /// How long an untagged image that bore a protected tag stays protected after its last tag and user went.
    package var formerlyProtectedImageDays: Int { unusedImageDays ?? 14 }

    /// How long a volume is kept after somebody else removed its user.
    package var orphanedVolumeDays: Int { unusedVolumeDays ?? 30 }
}
