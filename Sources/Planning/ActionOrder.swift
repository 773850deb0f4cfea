internal import Domain

/// Orders actions so that each comes after everything that it depends on; among equals by address.
enum ActionOrder {
    static func sorted(_ actions: [Action]) -> [Action] {
        let present = Set(actions.map(\.address))
        var waiting = actions.sorted { $0.address < $1.address }
        var done: Set<Address> = []
        var ordered: [Action] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.dependsOn.allSatisfy { !present.contains($0) || done.contains($0) } }
            // A cycle cannot come from users and parents; should one ever, its actions keep their order and the
            // executor, which waits for what an action depends on, refuses to begin them.
            guard !ready.isEmpty else { return ordered + waiting }
            ordered += ready
            done.formUnion(ready.map(\.address))
            waiting.removeAll { done.contains($0.address) }
        }
        return ordered
    }
}
