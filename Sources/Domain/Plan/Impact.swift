/// What an action costs, in the words that reviewers decide by.
package struct Impact: Sendable, Hashable {
    package enum DataLoss: String, CaseIterable, Sendable {
        case none
        /// The container's own writable layer.
        case containerLayer = "container_layer"
        case volumeContent = "volume_content"
        /// An image that no registry can give back.
        case localImage = "local_image"
    }

    package enum Backup: String, CaseIterable, Sendable {
        case none
        /// The full `inspect` answer, sealed on the host: enough to make the object again, without its content.
        case configuration
    }

    /// Whether a running container stops.
    package var downtime: Bool
    package var dataLoss: DataLoss
    /// Whether the object can be brought back as it was, content included.
    package var reversible: Bool
    package var backup: Backup

    package init(downtime: Bool, dataLoss: DataLoss, reversible: Bool, backup: Backup) {
        self.downtime = downtime
        self.dataLoss = dataLoss
        self.reversible = reversible
        self.backup = backup
    }
}

extension Impact {
    /// Computes the impact of an action. Planning writes it into the plan, and a plan file with any other impact is
    /// refused.
    ///
    /// - Parameters:
    ///   - kind: what the action does.
    ///   - steps: its calls.
    ///   - precondition: the object that they are for.
    package init(of kind: ActionKind, _ steps: [Step], on precondition: Precondition) {
        let loss = DataLoss(kind, precondition)
        self.init(
            downtime: precondition.isAlive && steps.contains(where: \.interrupts)
                || steps.contains { $0.isStop && $0.target != precondition.objectID },
            dataLoss: loss,
            reversible: loss == .none,
            backup: Backup(kind)
        )
    }
}

extension Impact.DataLoss {
    fileprivate init(_ kind: ActionKind, _ precondition: Precondition) {
        switch (kind, precondition) {
        case (.delete, .container), (.replace, _): self = .containerLayer
        case (.delete, .volume): self = .volumeContent
        case (.delete, .image(let image)): self = image.digests.isEmpty ? .localImage : .none
        case (.delete, .network), (.delete, .absent), (.untag, _), (.create, _), (.start, _), (.update, _), (.pull, _),
            (.restore, _):
            self = .none
        }
    }
}

extension Impact.Backup {
    fileprivate init(_ kind: ActionKind) {
        switch kind {
        case .update, .replace, .delete, .untag: self = .configuration
        case .create, .start, .pull, .restore: self = .none
        }
    }
}

extension Precondition {
    fileprivate var isAlive: Bool {
        guard case .container(let container) = self else { return false }
        return container.isAlive
    }
}

extension Step {
    /// Whether clients of the container are disconnected.
    fileprivate var interrupts: Bool {
        switch effect {
        case .changes(_, let change): change.interrupts
        // What is removed was stopped before; a container that removes itself is removed by its stop.
        case .removes: isStop
        case .creates, .waits: false
        }
    }
}

extension ContainerEffect {
    fileprivate var interrupts: Bool {
        switch self {
        case .stopped, .left: true
        case .started, .unpaused, .updated, .renamed, .joined: false
        }
    }
}

/// Compares the deletes of a plan with the limits: their number, and their share of each kind. The same check runs at
/// planning and at apply.
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
