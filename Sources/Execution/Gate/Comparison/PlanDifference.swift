import Domain

/// One part that the planner gives otherwise, in words that never hold a sealed value.
struct PlanDifference: Hashable {
    /// `nil` for a part of the plan itself.
    let address: Address?
    let field: String
    let planned: String
    let observed: String
    let part: PlanPart

    init(_ address: Address?, _ field: String, _ planned: String, _ observed: String, _ part: PlanPart) {
        self.address = address
        self.field = field
        self.planned = planned
        self.observed = observed
        self.part = part
    }

    /// `container/web steps[1].body.Image`.
    var path: String { "\(address?.description ?? "plan") \(field)" }

    /// Nothing where the texts are the same bytes.
    static func comparing(
        _ address: Address?,
        _ field: String,
        _ planned: String?,
        _ observed: String?,
        _ part: PlanPart
    ) -> [PlanDifference] {
        let (planned, observed) = (planned ?? "none", observed ?? "none")
        return planned.hasSameBytes(as: observed) ? [] : [.init(address, field, planned, observed, part)]
    }
}

extension [PlanDifference] {
    /// Whether the host, or what is remembered of it, explains all of them. Parts that follow from others are explained
    /// by them; `alreadyMoved` says that something else is known to have moved.
    func split(alreadyMoved: Bool) -> (impossible: [PlanDifference], moved: [PlanDifference]) {
        let explains = alreadyMoved || contains { $0.part.cause == .moved }
        let impossible = filter { difference in
            switch difference.part.cause {
            case .impossible: true
            case .moved: false
            case .follows: !explains
            }
        }
        return (impossible, filter { !impossible.contains($0) })
    }
}

/// A part of a plan that can be another one than the planner gives here and now, and what that means.
///
/// This is the only place that decides whether a plan is stale or was never the planner's.
enum PlanPart: String, CaseIterable {
    // Of the plan.
    case environment, engine, mode, ssot, stack, limits, digestKey, variables, omissions, order

    // Of an action as a whole.
    /// The stack declares no such object.
    case undeclared
    /// The planner does nothing for it.
    case unplanned
    /// The planner does something for it that the other actions need, and the plan does not.
    case needed
    case kind

    // Of an action's parts.
    case reason, resourceClass, rule, ageThreshold, firstUnused, changes, precondition, impact
    /// What the bodies of the calls alone decide.
    case findingOfBodies
    case finding
    /// Between two actions that both plans have.
    case dependency
    /// On an action that only one of the plans has.
    case movedDependency

    // Of an action's calls.
    case calls
    /// Waits for other containers: who does not run and is not required is not waited for.
    case otherWaits
    case body
    /// The bytes of a file that the container mounts.
    case mountedFile
    /// The digest of everything that the stack's file wants of the container.
    case specification
    case parameter, wait
    /// The pinned or created object that a call names.
    case target
    case image, networkID

    enum Cause {
        /// The files or the pinned object decide it, so no state of the host gives it.
        case impossible
        /// The host, its neighbours or this host's memory may have moved since.
        case moved
        /// Follows from other parts: moved where one of them did, impossible otherwise.
        case follows
    }

    var cause: Cause {
        switch self {
        case .environment, .mode, .limits, .variables, .order, .undeclared, .ageThreshold, .dependency, .body,
            .parameter, .findingOfBodies:
            .impossible
        case .engine, .ssot, .stack, .digestKey, .omissions, .unplanned, .needed, .kind, .firstUnused, .changes,
            .precondition, .movedDependency, .otherWaits, .mountedFile, .target, .image, .networkID,
            .finding:
            .moved
        case .reason, .resourceClass, .rule, .impact, .calls, .specification, .wait: .follows
        }
    }
}
