/// Compares what a plan deletes with the limits, in number and per kind. The same check runs at planning and at apply.
package struct LimitCheck {
    private let plan: Plan
    private let limits: Limits
    private let classified: ClassifiedHost

    package init(plan: Plan, limits: Limits, classified: ClassifiedHost) {
        self.plan = plan
        self.limits = limits
        self.classified = classified
    }

    package var violations: [Diagnostic] { number + ResourceKind.allCases.compactMap(share) }

    /// One container, volume, network or image ID each; untags do not count, and neither does what a replacement that
    /// never ended left behind.
    private var deletes: [Action] { plan.actions.filter { $0.kind == .delete && !$0.endsReplacement } }

    private var number: [Diagnostic] {
        guard deletes.count > limits.maxDeletes else { return [] }
        return [
            Diagnostic(
                .planOverLimit,
                "The plan deletes \(deletes.count) objects; the limit is \(limits.maxDeletes)",
                fix: "Plan less with --target, or write 'limits: {max_deletes: \(deletes.count)}' in the SSOT.",
                position: limits.maxDeletesPosition
            )
        ]
    }

    private func share(of kind: ResourceKind) -> Diagnostic? {
        let deleted = deletes.count { $0.address.kind == kind }
        let all = unprotected(kind)
        guard all >= Limits.percentFloor, deleted * 100 > limits.maxDeletePercent * all else { return nil }
        let needed = (deleted * 100 + all - 1) / all
        return Diagnostic(
            .planOverLimit,
            "The plan deletes \(deleted) of \(all) unprotected \(kind.rawValue)s; "
                + "the limit is \(limits.maxDeletePercent) %",
            fix: "Plan less with --target, or write 'limits: {max_delete_percent: \(needed)}' in the SSOT.",
            position: limits.maxDeletePercentPosition
        )
    }

    /// An image is one object however many tags it has, and protected when one of them is.
    private func unprotected(_ kind: ResourceKind) -> Int {
        let ofKind = classified.resources.filter { $0.address.kind == kind }
        let protected = Set(ofKind.filter { $0.class == .protected }.map(\.id))
        return Set(ofKind.map(\.id)).subtracting(protected).count
    }
}
