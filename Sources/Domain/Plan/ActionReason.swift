/// Why an action stands in a plan, as a stable code.
package enum ActionReason: String, CaseIterable, Sendable {
    /// The name matches a safe pattern and nothing that stays uses it.
    case safePattern = "safe_pattern"
    /// The reference matches `delete_images_matching`.
    case deleteImagesMatching = "delete_images_matching"
    /// An image without tag and digest, unused for longer than `delete_unnamed_older_than_days`.
    case unnamedPastAge = "unnamed_past_age"
}
