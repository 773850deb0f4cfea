/// One rule that was tried on a resource, in the order of trying.
package struct TraceEntry: Sendable, Hashable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// The rule decided the class.
        case decided
        /// The rule applies, but one that was tried earlier had decided.
        case outranked
        case noMatch = "no_match"
    }

    package let `class`: ResourceClass
    package let rule: DecidingRule
    package let outcome: Outcome

    package init(class: ResourceClass, rule: DecidingRule, outcome: Outcome) {
        self.class = `class`
        self.rule = rule
        self.outcome = outcome
    }
}
