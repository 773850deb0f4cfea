/// One planned change with everything that apply needs: no decision is left.
package struct Action: Sendable, Hashable {
    /// The rule that allows it, as text that stands in the plan.
    package struct Rule: Sendable, Hashable {
        package var name: RuleName
        package var pattern: String?
        /// `file:line:col`, or `built-in`.
        package var at: String

        package init(name: RuleName, pattern: String?, at: String) {
            self.name = name
            self.pattern = pattern
            self.at = at
        }

        package init(_ rule: DecidingRule) {
            self.init(name: rule.name, pattern: rule.pattern, at: rule.origin.description)
        }
    }

    /// An age that the decision relied on: never the days elapsed, which would differ tomorrow.
    package struct Age: Sendable, Hashable {
        package var firstUnused: Timestamp
        package var thresholdDays: Int

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

        /// Who made the difference, where that is known: the file, the host, or an unfinished apply.
        package enum Cause: String, CaseIterable, Sendable {
            case file
            case host
            case image
            /// A recorded apply of ours that did not end.
            case apply
            case unknown
        }

        package var attribute: AttributeKey
        /// As people read it; `nil` for absent. A value that may be a secret reads `(sealed)`.
        package var before: String?
        package var after: String?
        package var effect: Effect
        package var cause: Cause

        package init(attribute: AttributeKey, before: String?, after: String?, effect: Effect, cause: Cause) {
            self.attribute = attribute
            self.before = before
            self.after = after
            self.effect = effect
            self.cause = cause
        }
    }

    package var address: Address
    package var kind: ActionKind
    package var reason: ActionReason
    package let `class`: ResourceClass
    package var rule: Rule
    package var age: Age?
    package var steps: [Step]
    /// Addresses of actions of the same plan that must be done before; sorted.
    package var dependsOn: [Address]
    /// Sorted by attribute, each once.
    package var changes: [AttributeChange]
    package var precondition: Precondition
    package var impact: Impact
    /// What a reviewer must not overlook; sorted, each once.
    package var findings: [Finding]

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
        impact: Impact,
        findings: [Finding] = []
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
        self.findings = findings
    }
}

extension Action {
    /// Whether a call sends a secret: a value that apply must read again from variables or env files.
    package var needsSecrets: Bool {
        steps.compactMap(\.body).flatMap(BodyReference.all).contains { reference in
            guard case .secret = reference else { return false }
            return true
        }
    }
}

/// What a plan does to one address. A small closed set, with the sign that tables show.
package enum ActionKind: String, CaseIterable, Sendable {
    case create
    case start
    case update
    case replace
    case delete
    case untag
    case pull
    case restore

    package var symbol: String {
        switch self {
        case .create, .pull, .restore: "+"
        case .start, .update: "~"
        case .replace: "±"
        case .delete, .untag: "-"
        }
    }
}

/// Why an action stands in a plan, as a stable code.
package enum ActionReason: String, CaseIterable, Sendable {
    /// The name matches a safe pattern and nothing that stays uses it.
    case safePattern = "safe_pattern"
    /// The reference matches `delete_images_matching`.
    case deleteImagesMatching = "delete_images_matching"
    /// An image without tag and digest, unused for longer than `delete_unnamed_older_than_days`.
    case unnamedPastAge = "unnamed_past_age"
    /// An anonymous volume of containers that plans of ours deleted, `anonymous_volumes_of_deleted` days ago or
    /// earlier.
    case anonymousOfDeleted = "anonymous_of_deleted"

    /// In the stack and not on the host.
    case missing
    /// The file says something else than it did when the container was made.
    case specChanged = "spec_changed"
    /// The file is as it was when the container was made; somebody changed the host.
    case hostChanged = "host_changed"
    /// An apply of ours began to change it and did not end.
    case leftHalfDone = "left_half_done"
    /// It differs, and it is not known whether the file or the host changed.
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
