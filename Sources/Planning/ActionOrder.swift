internal import Domain

/// Orders actions so that each comes after everything that it depends on; among equals by address.
struct ActionOrder {
    let ordered: [Action]
    /// Actions that wait for something that no action of the plan does, or for each other.
    let blocked: [Action]

    init(_ actions: [Action]) {
        var waiting = actions.sorted { $0.address < $1.address }
        var done: Set<Address> = []
        var ordered: [Action] = []
        while true {
            let ready = waiting.filter { $0.dependsOn.allSatisfy(done.contains) }
            guard !ready.isEmpty else { break }
            ordered += ready
            done.formUnion(ready.map(\.address))
            waiting.removeAll { done.contains($0.address) }
        }
        self.ordered = ordered
        blocked = waiting
    }
}
