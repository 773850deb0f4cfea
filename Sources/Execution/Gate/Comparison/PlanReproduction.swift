package import Domain

/// What a plan says otherwise when it is made again elsewhere, and where that can come from.
package struct PlanReproduction: Sendable {
    package struct Difference: Sendable, Hashable {
        /// `nil` for a part of the plan itself.
        package let address: Address?
        /// `steps[1].body.HostConfig.Binds[0]`.
        package let field: String
        package let planned: String
        package let reproduced: String
        package let source: Source
    }

    /// What decides the part that differs.
    package enum Source: String, Sendable, CaseIterable {
        /// SSOT, Compose files, guard rules, and what they refer to.
        case files
        /// The host as it was observed, and what its ledger remembers.
        case host
    }

    package let differences: [Difference]

    /// `again`: made from a snapshot, `containers` those of that snapshot.
    package init(_ planned: Plan, _ again: ReplanEvidence, _ containers: [ObservedContainer]) {
        let (impossible, moved) = PlanComparison(planned, again, containers).differences
        differences =
            impossible.map { Difference($0, .files) }
            + moved.map { Difference($0, PlanReproduction.fileParts.contains($0.part) ? .files : .host) }
    }

    /// Parts that the gate of apply judges by their digests, and that files decide all the same.
    private static let fileParts: Set<PlanPart> = [.ssot, .stack, .mountedFile]
}

extension PlanReproduction.Difference {
    fileprivate init(_ difference: PlanDifference, _ source: PlanReproduction.Source) {
        self.init(
            address: difference.address,
            field: difference.field,
            planned: difference.planned,
            reproduced: difference.observed,
            source: source
        )
    }
}
