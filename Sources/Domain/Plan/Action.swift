/// One planned change with everything that apply needs: no decision is left.
package struct Action: Sendable, Hashable {
    /// The rule that allows it, as text that stands in the plan.
    package struct Rule: Sendable, Hashable {
        package let name: RuleName
        package let pattern: String?
        /// `file:line:col`, or `built-in`.
        package let at: String

        package init(name: RuleName, pattern: String?, at: String) {
            self.name = name
            self.pattern = pattern
            self.at = at
        }
    }

    /// An age that the decision relied on: never the days elapsed, which would differ tomorrow.
    package struct Age: Sendable, Hashable {
        package let firstUnused: Timestamp
        package let thresholdDays: Int

        package init(firstUnused: Timestamp, thresholdDays: Int) {
            self.firstUnused = firstUnused
            self.thresholdDays = thresholdDays
        }
    }

    /// One difference, and what removes it.
    package struct AttributeChange: Sendable, Hashable {
        package enum Effect: String, CaseIterable, Sendable {
            case inPlace = "in_place"
            case replace
        }

        /// Who moved, where that is known.
        package enum Cause: String, CaseIterable, Sendable {
            case file
            case host
            case image
            /// A recorded apply of ours that did not end.
            case apply
            case unknown
        }

        package let attribute: AttributeKey
        /// As people read it; `nil` for absent. A value that may be a secret reads `(sealed)`.
        package let before: String?
        package let after: String?
        package let effect: Effect
        package let cause: Cause

        package init(attribute: AttributeKey, before: String?, after: String?, effect: Effect, cause: Cause) {
            self.attribute = attribute
            self.before = before
            self.after = after
            self.effect = effect
            self.cause = cause
        }
    }

    package let address: Address
    package let kind: ActionKind
    package let reason: ActionReason
    package let `class`: ResourceClass
    package let rule: Rule
    package let age: Age?
    package let steps: [Step]
    /// Addresses of actions of the same plan that must be done before; sorted.
    package let dependsOn: [Address]
    /// Sorted by attribute, each once.
    package let changes: [AttributeChange]
    package let precondition: Precondition
    package let impact: Impact

    package init(
        address: Address,
        kind: ActionKind,
        reason: ActionReason,
        class: ResourceClass,
        rule: Rule,
        age: Age?,
        steps: [Step],
        dependsOn: [Address],
        changes: [AttributeChange],
        precondition: Precondition,
        impact: Impact
    ) {
        self.address = address
        self.kind = kind
        self.reason = reason
        self.class = `class`
        self.rule = rule
        self.age = age
        self.steps = steps
        self.dependsOn = dependsOn
        self.changes = changes
        self.precondition = precondition
        self.impact = impact
    }
}

extension Action {
    /// Whether a call sends what only variables or env files say.
    package var needsSecrets: Bool {
        steps.compactMap(\.body).flatMap(BodyReference.all).contains { reference in
            guard case .secret = reference else { return false }
            return true
        }
    }
}
