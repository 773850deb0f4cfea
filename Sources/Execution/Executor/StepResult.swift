internal import Domain
internal import Synchronization

/// What became of one step, and what the run knows of a container since.
struct StepResult: Sendable {
    let record: StepRecord
    /// The container that the step made, under this name.
    var created: CreatedContainer?
    /// What is expected of the container that the step moved.
    var moved: ContainerPrecondition?
    /// A rule keeps what the step is for: nothing more may begin on this host.
    var isForbidden = false

    init(
        _ record: StepRecord,
        created: CreatedContainer? = nil,
        moved: ContainerPrecondition? = nil,
        isForbidden: Bool = false
    ) {
        self.record = record
        self.created = created
        self.moved = moved
        self.isForbidden = isForbidden
    }
}

/// A container that this run made, known by its label.
struct CreatedContainer: Sendable, Hashable {
    let name: String
    let precondition: ContainerPrecondition

    var id: String { precondition.id }
}

/// Finished waits, until the executor takes them up between two waves.
final class FinishedWaits: Sendable {
    private let results = Mutex<[StepResult]>([])

    func post(_ result: StepResult) { results.withLock { $0.append(result) } }

    func takeAll() -> [StepResult] {
        results.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
