/// Why an action stands in a plan, as a stable code.
package enum ActionReason: String, CaseIterable, Sendable {
    /// The name matches a safe pattern and nothing that stays uses it.
    case safePattern = "safe_pattern"
    /// The reference matches `delete_images_matching`.
    case deleteImagesMatching = "delete_images_matching"
    /// An image without tag and digest, unused for longer than `delete_unnamed_older_than_days`.
    case unnamedPastAge = "unnamed_past_age"
    /// An anonymous volume of containers that plans of ours deleted, `anonymous_volumes_of_deleted` days ago or earlier.
    case anonymousOfDeleted = "anonymous_of_deleted"

    /// In the stack and not on the host.
    case missing
    /// The file says something else than it did when the container was made.
    case specChanged = "spec_changed"
    /// The file is as it was when the container was made; somebody changed the host.
    case hostChanged = "host_changed"
    /// An apply of ours began to change it and did not end.
    case leftHalfDone = "left_half_done"
    /// It differs, and nothing tells whether the file or the host moved.
    case drifted
    /// The image reference stands for another image now.
    case imageChanged = "image_changed"
    /// Nothing differs but that it does not run.
    case notRunning = "not_running"
    /// It shares a namespace or a volume list with a container that is replaced, or waits to restart after it.
    case dependencyReplaced = "dependency_replaced"
    /// It was set aside by a replacement that never ended.
    case setAside = "set_aside"
}
