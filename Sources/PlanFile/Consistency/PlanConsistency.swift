import Domain

/// Checks what no single value shows: that the actions of a plan fit each other.
///
/// A signature proves who wrote a plan, not that it makes sense; a plan from a broken tool must end here and not
/// halfway through an apply.
struct PlanConsistency {
    private let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    func check() throws(PlanFileFault) {
        try checkClaims()
        try checkAddresses()
        try checkObjects()
        try checkStack()
        for (index, action) in plan.actions.enumerated() {
            try ActionConsistency(action, path: path(index)).check()
        }
        try UntagConsistency(plan).check()
        try CreationConsistency(plan).check()
        try checkMode()
    }

    /// Summary members of the plan must follow from its actions and omissions.
    private func checkClaims() throws(PlanFileFault) {
        try demand(plan.applyable != plan.actions.isEmpty, "applyable", "a plan is applyable when it has an action")
        try demand(plan.complete == plan.omissions.isEmpty, "complete", "a plan is complete when it omits nothing")
        let isSorted = zip(plan.omissions, plan.omissions.dropFirst()).allSatisfy { $0 < $1 }
        try demand(isSorted, "omissions", "they must be sorted, each once")
    }

    private func checkMode() throws(PlanFileFault) {
        let (cleanups, others) = (plan.actions.contains(where: \.isCleanup), !plan.actions.allSatisfy(\.isCleanup))
        try demand(plan.mode != .cleanup || !others, "mode", "a clean-up only deletes")
        try demand(plan.mode != .stack || !cleanups, "mode", "a plan of the stack alone cleans nothing up")
    }

    private func demand(_ holds: Bool, _ key: String, _ problem: String) throws(PlanFileFault) {
        guard holds else { throw .inconsistent(path: "plan.\(key)", problem: problem) }
    }

    /// Each address once, and each dependency earlier: so there is no cycle, and the order of the list can be followed.
    private func checkAddresses() throws(PlanFileFault) {
        var earlier: Set<Address> = []
        for (index, action) in plan.actions.enumerated() {
            guard !earlier.contains(action.address) else {
                throw .inconsistent(path: "\(path(index)).address", problem: "an earlier action has this address")
            }
            try checkDependencies(action, earlier, path: "\(path(index)).depends_on")
            earlier.insert(action.address)
        }
    }

    private func checkDependencies(
        _ action: Action,
        _ earlier: Set<Address>,
        path: String
    ) throws(PlanFileFault) {
        for (index, address) in action.dependsOn.enumerated() {
            guard earlier.contains(address) else {
                throw .inconsistent(path: "\(path)[\(index)]", problem: "no earlier action has this address")
            }
        }
        guard zip(action.dependsOn, action.dependsOn.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .inconsistent(path: path, problem: "the addresses must be sorted, each once")
        }
    }

    /// No object is removed twice, under whatever addresses; and no container is in two actions.
    private func checkObjects() throws(PlanFileFault) {
        var taken: [Address: ActionKind] = [:]
        for (index, action) in plan.actions.enumerated()
        where action.kind == .delete || action.address.kind == .container {
            let object = Address(action.precondition.kind, action.precondition.objectID)
            guard let earlier = taken.updateValue(action.kind, forKey: object) else { continue }
            let verb = earlier == .delete ? "deletes" : "changes"
            throw .inconsistent(
                path: "\(path(index)).precondition",
                problem: "an earlier action \(verb) the same object"
            )
        }
    }

    /// What comes from a stack is applied only while its files are those that were planned from.
    private func checkStack() throws(PlanFileFault) {
        let isFromStack = plan.actions.contains { [.create, .pull, .update, .replace].contains($0.kind) }
        guard !isFromStack || !plan.stack.isEmpty else {
            throw .inconsistent(
                path: "plan.stack",
                problem: "the actions come from a stack, and no file of it is pinned"
            )
        }
        guard zip(plan.variables, plan.variables.dropFirst()).allSatisfy({ $0.precedesInBytes($1) }) else {
            throw .inconsistent(path: "plan.variables", problem: "the names must be sorted, each once")
        }
    }

    private func path(_ index: Int) -> String { "plan.actions[\(index)]" }
}

extension Action {
    /// Whether the action belongs to the clean-up and not to the stack.
    fileprivate var isCleanup: Bool { `class` == .extraSafeDelete }
}
