import Compose
import Domain

// Diagnostics about keys of the stack that cannot be planned, or only in part.
extension DiagnosticCollector {
    /// The key asks for what cannot be planned.
    mutating func refuse(
        _ key: String,
        of owner: String,
        because detail: String,
        fix: String,
        at position: SourcePosition
    ) {
        error(.stackUnsupported, "`\(key)` of \(owner) cannot be planned: \(detail)", fix: fix, at: position)
    }

    /// The key does nothing, or less than it says.
    mutating func warn(_ key: String, of owner: String, that detail: String, fix: String, at position: SourcePosition) {
        warning(.stackUnsupported, "`\(key)` of \(owner) \(detail)", fix: fix, at: position)
    }

    /// The key needs a newer Engine than the one that was asked.
    mutating func refuse(
        _ key: String,
        of owner: String,
        needs version: APIVersion,
        _ actual: APIVersion?,
        at position: SourcePosition
    ) {
        guard let actual, actual < version else { return }
        let detail = "it needs the Engine API \(version), and this Engine speaks \(actual)."
        refuse(key, of: owner, because: detail, fix: "Delete it, or update the Engine.", at: position)
    }
}
