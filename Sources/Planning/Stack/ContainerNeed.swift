internal import Domain

/// What one container of the stack needs, before its steps are written down.
enum ContainerNeed {
    case nothing
    case create
    case start(ObservedContainer, [Action.AttributeChange])
    case update(ObservedContainer, [Action.AttributeChange])
    case replace(ObservedContainer, [Action.AttributeChange], ActionReason)
    /// Stop and start again after a container that it depends on was replaced.
    case restart(ObservedContainer)
    case restore(ObservedContainer)
    /// Left as it is, and why.
    case blocked(String)

    /// Whether the name stands for another container afterwards.
    var makesAnew: Bool {
        switch self {
        case .create, .replace: true
        case .nothing, .start, .update, .restart, .restore, .blocked: false
        }
    }

    var observed: ObservedContainer? {
        switch self {
        case .start(let container, _), .update(let container, _), .replace(let container, _, _),
            .restart(let container),
            .restore(let container):
            container
        case .nothing, .create, .blocked: nil
        }
    }
}
