/// A rule as it applies to one resource: which, with what pattern or object, and where it stands.
package struct DecidingRule: Sendable, Hashable {
    package let name: RuleName
    /// The pattern that matched, or the address or fact that the rule points at.
    package let pattern: String?
    package let origin: RuleOrigin

    package init(_ name: RuleName, pattern: String? = nil, origin: RuleOrigin) {
        self.name = name
        self.pattern = pattern
        self.origin = origin
    }
}
