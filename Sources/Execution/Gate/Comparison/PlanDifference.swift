internal import Domain

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
    var place: String { "\(address?.description ?? "plan") \(field)" }

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
