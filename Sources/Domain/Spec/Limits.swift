/// How much one plan may delete. A delete is one container, volume, network or image ID; untags do not count.
package struct Limits: Sendable, Hashable {
    package let maxDeletes: Int
    /// Of the kind's unprotected objects, tried from ``percentFloor`` objects on.
    package let maxDeletePercent: Int
    /// Where the SSOT sets the two, or where it would have to.
    package let maxDeletesPosition: SourcePosition?
    package let maxDeletePercentPosition: SourcePosition?

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
