/// A rule as it applies to one resource: which, with what pattern or object, and where it stands.
package struct DecidingRule: Sendable, Hashable {
    package var name: RuleName
    /// The pattern that matched, or the address or fact that the rule points at.
    package var pattern: String?
    package var origin: RuleOrigin

    package init(_ name: RuleName, pattern: String? = nil, origin: RuleOrigin) {
        self.name = name
        self.pattern = pattern
        self.origin = origin
    }
}

/// The closed list of rules that can decide a class. Each has one meaning, printed by `explain` and stored with every
/// action.
package enum RuleName: String, CaseIterable, Sendable {
    // protected
    case floor = "floor"
    case guardFile = "guard"
    case keepNamedPrefix = "keep_named_prefixes"
    case protectContainersMatching = "protect_containers_matching"
    case protectImagesMatching = "protect_images_matching"
    case protectTags = "protect_tags"
    case protectLabel = "label_protect"
    case engineBuiltIn = "engine_builtin"
    case createdFromProtectedImage = "created_from_protected_image"
    case usedByProtected = "used_by_protected"
    case sameProjectAsProtected = "same_project_as_protected"
    case lastUsedByProtected = "last_used_by_protected"
    case protectedBefore = "protected_before"
    case boreProtectedTag = "bore_protected_tag"
    /// The container that this program runs in, and what it uses.
    case ownContainer = "own_container"

    // expected
    case allowedContainer = "allowed_containers"
    case allowedImage = "allowed_images"
    case allowedVolume = "allowed_volumes"
    case allowedNetwork = "networks"
    case inStack = "in_stack"
    /// Named `<12 of its ID>_<name of a container of the stack>`: a replacement set it aside.
    case setAside = "set_aside"
    case usedByExpected = "used_by_expected"

    // extra_safe_delete
    case safeToDeletePattern = "safe_to_delete_patterns"
    case deleteImagesMatching = "delete_images_matching"
    case unnamedImageAge = "delete_unnamed_older_than_days"
    case anonymousVolumesOfDeleted = "anonymous_volumes_of_deleted"

    // unknown
    case noRule = "no_rule"
    case incompleteObservation = "incomplete_observation"
    case cautiousWord = "cautious_word"
    case nonASCIIName = "non_ascii_name"
    case driverOptions = "driver_options"
    case anonymousVolume = "anonymous_volume"
    case builderState = "builder_state"
    case swarmTask = "swarm_task"
    case swarmUnreadable = "swarm_unreadable"
    case removedWithAnonymousVolume = "auto_remove_with_anonymous_volume"
    case beingRemoved = "being_removed"
    case notUnusedLongEnough = "not_unused_long_enough"
    case lostItsUser = "lost_its_user"
    case inUse = "in_use"
}

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
    package var rule: DecidingRule
    package var outcome: Outcome

    package init(class: ResourceClass, rule: DecidingRule, outcome: Outcome) {
        self.class = `class`
        self.rule = rule
        self.outcome = outcome
    }
}
