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

    package let name: RuleName
    package let pattern: Glob
    package let scope: Scope
    package let origin: RuleOrigin

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
