import Domain

/// The first step of an action that is not the call which the action makes there.
struct CallFault: Equatable {
    /// What of the step is wrong.
    enum Part: String {
        case operation = "op"
        case target
        case imageID = "image_id"
        case oldName = "from"
        case newName = "to"
        case removesItself = "removes_itself"
    }

    /// `nil` where the calls end too early.
    let step: (index: Int, part: Part)?

    static let endsEarly = CallFault(step: nil)

    static func at(_ index: Int, _ part: Part) -> CallFault { CallFault(step: (index, part)) }

    static func == (one: CallFault, other: CallFault) -> Bool {
        one.step?.index == other.step?.index && one.step?.part == other.step?.part
    }

    /// Below the action.
    var path: String { step.map { "steps[\($0.index)].\($0.part.rawValue)" } ?? "steps" }

    var problem: String {
        switch step?.part {
        case nil: "a call of this action is missing at the end"
        case .operation: "this action makes no such call here"
        case .target: "the call is for another object than the action"
        case .imageID: "the call is for another image than the action"
        case .oldName: "the container does not bear this name"
        case .newName: "the action does not give its container this name"
        case .removesItself: "this action removes no container by its stop"
        }
    }
}
