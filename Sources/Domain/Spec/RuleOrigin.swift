/// Where a rule stands, so that whoever disagrees knows what to edit.
package enum RuleOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Compiled in; no file can remove it.
    case builtIn
    /// A line of the SSOT or of the host's guard file.
    case file(SourcePosition)
    /// A label on the object itself.
    case label(String)
    /// What the ledger remembers, and since when.
    case memory(Timestamp)
    /// What the Engine reported: a use, a mount, a missing field.
    case observation

    package var description: String {
        switch self {
        case .builtIn: "built-in"
        case .file(let position): position.description
        case .label(let key): "label \(key)"
        case .memory(let since): "ledger \(since)"
        case .observation: "engine"
        }
    }
}
