import Domain
import Synchronization

/// The outcome of one step, and what the run has learned of the container.
struct StepResult: Sendable {
    let record: StepRecord
    /// The container that the step made, under this name.
    var created: CreatedContainer?
    /// What is expected of the container that the step moved.
    var moved: ContainerPrecondition?
    /// A rule protects the target: nothing more may begin on this host.
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
final class FinishedCalls: Sendable {
    private let results = Mutex<[StepResult]>([])

    func post(_ result: StepResult) { results.withLock { $0.append(result) } }

    func takeAll() -> [StepResult] {
        results.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}

/// What became of a call, before it is a record.
struct CallOutcome: Sendable {
    var outcome: StepOutcome
    var detail: String
    var created: CreatedContainer?
    /// A rule protects the target: nothing more may begin on this host.
    var isForbidden = false

    init(_ outcome: StepOutcome, _ detail: String = "", created: CreatedContainer? = nil) {
        self.outcome = outcome
        self.detail = detail
        self.created = created
    }

    static func forbidden(_ reason: String) -> CallOutcome {
        var outcome = CallOutcome(.failed, "not sent: \(reason)")
        outcome.isForbidden = true
        return outcome
    }

    /// The same with a sentence before the others.
    func adding(_ sentence: String) -> CallOutcome {
        var outcome = self
        outcome.detail = [sentence, detail].filter { !$0.isEmpty }.joined(separator: "; ")
        return outcome
    }
}

extension StepCall {
    /// Whether the object is gone when the step has done what it wants.
    var isRemoval: Bool {
        step.removed != nil || step.isStop && action.kind == .delete
    }
}

/// Stops waits and calls that have not begun; the first reason is kept.
final class StopSignal: Sendable {
    private let sent = Mutex<String?>(nil)

    /// `nil` while nothing should stop.
    var reason: String? { sent.withLock { $0 } }

    func send(_ reason: String) { sent.withLock { $0 = $0 ?? reason } }
}
