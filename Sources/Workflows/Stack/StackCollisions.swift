import Domain

/// Names that two stacks of one SSOT declare as their own: each plan would undo what the other makes.
enum StackCollisions {
    static func diagnostics(_ stacks: [DesiredStack]) -> [Diagnostic] {
        var known: [Address: (project: String, place: SourcePosition)] = [:]
        let twins = Dictionary(grouping: stacks, by: \.project).filter { $0.value.count > 1 }.keys.sortedByBytes()
        guard twins.isEmpty else { return twins.map(sameProject) }
        return stacks.flatMap { stack in
            declared(by: stack).compactMap { address, place -> Diagnostic? in
                guard let first = known[address] else {
                    known[address] = (stack.project, place)
                    return nil
                }
                return diagnostic(address, stack.project, place, first)
            }
        }
    }

    private static func sameProject(_ project: String) -> Diagnostic {
        Diagnostic(
            .stackValue,
            "Two stacks have the Compose project \(project)",
            fix: "Write another `name:` in one of the Compose files, or `project: NAME` in the SSOT."
        )
    }

    /// What is external belongs to somebody else.
    private static func declared(by stack: DesiredStack) -> [(Address, SourcePosition)] {
        stack.containers.map { (Address(.container, $0.name), $0.position) }
            + stack.networks.filter { !$0.isExternal }.map { (Address(.network, $0.name), $0.position) }
            + stack.volumes.filter { !$0.isExternal }.map { (Address(.volume, $0.name), $0.position) }
    }

    private static func diagnostic(
        _ address: Address,
        _ project: String,
        _ place: SourcePosition,
        _ first: (project: String, place: SourcePosition)
    ) -> Diagnostic {
        Diagnostic(
            .stackValue,
            "The projects \(first.project) and \(project) both declare \(address); the other place is \(first.place)",
            fix: address.kind == .container
                ? "Give one of them another name."
                : "Declare it `external: true` in one of them, or name it otherwise.",
            address: address,
            position: place
        )
    }
}
