/// A rule that says "never touch". All of them are matched generously (see ``Glob``).
package struct ProtectionRule: Sendable, Hashable {
    /// What the pattern is tried on.
    package enum Scope: String, Sendable, CaseIterable {
        /// A prefix of any name: containers, volumes, networks, image repositories, Compose project and service.
        case namePrefix = "name_prefix"
        /// A glob on container names and on their Compose project and service.
        case containers
        /// A glob on image repositories, with and without registry, and their last component.
        case images
        /// A glob on the text after the colon of an image reference.
        case tags
        /// A glob on volume names.
        case volumes
        /// A glob on network names.
        case networks
    }

    package var name: RuleName
    package var pattern: Glob
    package var scope: Scope
    package var origin: RuleOrigin

    package init(name: RuleName, pattern: Glob, scope: Scope, origin: RuleOrigin) {
        self.name = name
        self.pattern = pattern
        self.scope = scope
        self.origin = origin
    }

    /// The prefixes that no SSOT can remove.
    package static let floor: [ProtectionRule] = ["prod-", "stable-", "ipai-", "odoo-erp-prod"].map {
        ProtectionRule(name: .floor, pattern: Glob($0), scope: .namePrefix, origin: .builtIn)
    }
}

/// A pattern of the SSOT with its place: an allow-list entry or a rule of what is safe to delete.
package struct PatternRule: Sendable, Hashable {
    package var pattern: Glob
    package var position: SourcePosition

    package init(pattern: Glob, position: SourcePosition) {
        self.pattern = pattern
        self.position = position
    }
}

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

/// A written decision that what only memory protects may be judged anew.
///
/// It lifts sticky protection and remembered use, never a rule, a label or a live use. After the end of the UTC day
/// `until` it is void.
package struct Release: Sendable, Hashable {
    /// A glob on addresses: `volume/old-prod-*`.
    package var address: Glob
    package var reason: String
    /// `nil` means 30 days after the ledger first saw this entry.
    package var until: Timestamp?
    package var position: SourcePosition

    package static let defaultDays = 30

    package init(address: Glob, reason: String, until: Timestamp?, position: SourcePosition) {
        self.address = address
        self.reason = reason
        self.until = until
        self.position = position
    }
}
