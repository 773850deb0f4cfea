/// `State.Status` of the Engine. A word that we do not know makes the container unknown.
package enum ContainerState: String, Sendable, CaseIterable {
    case created
    case running
    case paused
    case restarting
    case removing
    case exited
    case dead

    /// Whether a process of the container may be alive, so that a stop must come before a removal.
    package var isAlive: Bool {
        switch self {
        case .running, .paused, .restarting: true
        case .created, .removing, .exited, .dead: false
        }
    }
}
