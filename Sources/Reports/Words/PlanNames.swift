import Domain

/// The names that a plan has for the IDs in it: people know their containers by name.
struct PlanNames {
    private let names: [String: String]

    init(_ plan: Plan) {
        let pairs = plan.actions.compactMap { action in
            PlanNames.name(of: action).map { (action.precondition.objectID, $0) }
        }
        names = Dictionary(firstWins: pairs)
    }

    /// A replacement's old container bears the name of its action.
    private static func name(of action: Action) -> String? {
        switch action.precondition {
        case .container: action.address.name
        case .image(let image): image.tags.isEmpty ? nil : action.address.name
        case .network(let network): network.name
        case .volume, .absent: nil
        }
    }

    /// The name, else the short form of an ID, else the text as it is.
    func name(of id: String) -> String {
        if let name = names[id] { return name }
        let digits = id.text(after: "sha256:") ?? id
        return digits.utf8.count == 64 && digits.utf8.isLowercaseHex ? String(digits.prefix(12)) : id
    }

    /// A step's target; what its own action pins bears the action's name.
    func target(of step: Step, in action: Action) -> String {
        step.target.hasSameBytes(as: action.precondition.objectID) && action.precondition.kind != .image
            ? action.address.name : name(of: step.target)
    }
}
