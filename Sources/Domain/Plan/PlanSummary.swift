/// The numbers of Terraform's last line: to add, to change, to destroy.
package struct PlanSummary: Sendable, Hashable {
    package let add: Int
    package let change: Int
    package let destroy: Int

    package init(_ plan: Plan) {
        func count(_ kinds: Set<ActionKind>) -> Int { plan.actions.count { kinds.contains($0.kind) } }
        add = count([.create, .pull, .restore])
        change = count([.start, .update, .replace])
        destroy = count([.delete, .untag])
    }
}
