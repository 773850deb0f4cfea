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

    /// What `dead` means, and what helps: one more removal may do, and where it does not, something holds the files.
    package static func wayOn(ofDead id: String) -> String {
        let short = id.prefix(12)
        return "it is dead: an earlier removal ended half-way, and the Engine cannot start it any more; "
            + "see what holds its files with 'grep -l \(short) /proc/[0-9]*/mountinfo', then 'docker rm \(short)'"
    }
}
