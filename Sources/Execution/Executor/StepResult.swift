import Domain

/// The outcome of one step, and what the run has learned of the container.
struct StepResult: Sendable {
    let record: StepRecord
    /// The container that the step made, under this name.
    var created: CreatedContainer?
    /// What is expected of the container that the step moved.
    var changed: ContainerPrecondition?
    /// A rule protects the target: nothing more may begin on this host.
    var isForbidden = false

    init(
        _ record: StepRecord,
        created: CreatedContainer? = nil,
        changed: ContainerPrecondition? = nil,
        isForbidden: Bool = false
    ) {
        self.record = record
        self.created = created
        self.changed = changed
        self.isForbidden = isForbidden
    }
}

/// A container that this run made, known by its label.
struct CreatedContainer: Sendable, Hashable {
    let name: String
    let precondition: ContainerPrecondition

    var id: String { precondition.id }
}
