import Domain

/// What became of one inspect.
enum InspectionOutcome: Sendable {
    case read(WireContainer)
    case incomplete(ObservedHost.IncompleteResource)
    /// The Engine listed it and then knew it no more.
    case vanished(ObservedContainer)
}
