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
    package let downtime: Bool
    package let dataLoss: DataLoss
    /// Whether the object can be brought back as it was, content included.
    package let reversible: Bool
    package let backup: Backup

    package init(downtime: Bool, dataLoss: DataLoss, reversible: Bool, backup: Backup) {
        self.downtime = downtime
        self.dataLoss = dataLoss
        self.reversible = reversible
        self.backup = backup
    }
}

extension Impact {
    /// The only place that says what an action costs: planning writes it, and reading a plan file believes no other.
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
    /// Whether whoever talks to the container is cut off.
    fileprivate var interrupts: Bool {
        guard case .changes(_, .left) = effect else { return isStop }
        return true
    }
}
