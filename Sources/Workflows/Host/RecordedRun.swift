import Domain
import Execution
import Inventory
import Ledger

/// One command that observes the host: session, ledger, run record, closing checkpoint.
///
/// Without a ledger, commands that only observe still work and say what they could not know; `plan` needs one.
struct RecordedRun {
    let id: String
    let kind: RunKind
    let project: Project
    let state: StateDirectory
    let ledger: Ledger?
    let session: EngineSession
    let observer: HostObserver
    let digestKey: DigestKey
    let environment: Environment
    private let openingWarnings: [Diagnostic]
    private let recording = Recording()

    /// The warnings of opening, and one where the run could not be recorded.
    var warnings: [Diagnostic] { openingWarnings + [recording.warning].compactMap(\.self) }

    var endpoint: String { session.endpoint }

    var target: BuiltStack.Target { session.target(digestKey) }

    /// Opens everything, begins the run, and ends it however `body` ends.
    static func open<Value: Sendable>(
        _ kind: RunKind,
        _ options: Options,
        _ environment: Environment,
        _ project: Project,
        _ body: (RecordedRun) async throws -> Value
    ) async throws -> Value {
        let state = try StateDirectory.locate(options, environment, root: project.root, env: project.policy.environment)
        let ledger = try opened(kind, state)
        return try await EngineSession.open(options, environment, project: project) { session in
            let keys = HostKeys(state: state)
            let key = kind.pinsDigests ? try keys.digestKey(environment) : try keys.digestKeyOrPassing(environment)
            let warnings =
                try checks(kind, project, session, ledger, environment)
                + (ledger == nil ? [LedgerOpening.unrecorded(state)] : [])
            let project = project.sealed(for: session.target(key))
            let run = RecordedRun(
                id: environment.newRunID(),
                kind: kind,
                project: project,
                state: state,
                ledger: ledger,
                session: session,
                observer: HostObserver(
                    observer: session.observer(key),
                    policy: project.policy,
                    ledger: ledger,
                    environment: environment
                ),
                digestKey: key,
                environment: environment,
                openingWarnings: warnings
            )
            do {
                let value = try await body(run)
                try await run.signCheckpoint()
                return value
            } catch {
                throw session.failure(error).closing(run.fail)
            }
        }
    }

    /// Records the observation under this run; the first one also binds the ledger to the Engine.
    ///
    /// - Throws: `Failure` 78 where it is another Engine than the SSOT or the ledger is for.
    func recorded(_ view: HostView) throws -> HostView {
        if let finding = HostCheck.finding(project, view.host.engine) { throw Failure(.configuration, finding) }
        guard let ledger else { return view }
        var recorded = view
        try recording.write {
            try LedgerFailure.guarded {
                try ledger.bind(
                    engine: view.host.engine,
                    environment: observer.policy.environment,
                    at: environment.now()
                )
                try ledger.begin(RunStart(id: id, kind: kind, at: environment.now(), engine: view.host.engine))
            }
            try SSOTBinding(ledger: ledger, environment: environment).bindFirst(project.ssotName)
            recorded = try observer.record(view, run: id, kind: kind)
        }
        if recording.warning == nil { environment.trail.began(id, in: ledger) }
        if let lost = try lostLedger(view.host), kind == .plan { throw Failure(.configuration, lost) }
        return recorded
    }

    /// Whether this run could be recorded so far.
    var isRecorded: Bool { recording.failure == nil }

    /// - Throws: Why this run is not recorded: what outlives it must stand on an observation that the ledger knows.
    func requireRecorded() throws {
        if let failure = recording.failure { throw failure }
    }

    /// Writes something more of this run, while it is recorded.
    func write(_ body: (Ledger) throws -> Void) throws {
        guard let ledger else { return }
        try recording.write { try LedgerFailure.guarded { try body(ledger) } }
    }

    /// Reports that another ledger worked on this Engine before: `plan` stops then, other commands warn.
    func lostLedger(_ host: ObservedHost) throws -> Diagnostic? {
        try ledger.flatMap { ledger in
            LostLedger.diagnostic(try PlanTraces(ledger: ledger, environment: environment).unknown(on: host))
        }
    }

    /// Whether the ledger holds no observation yet, so that nothing can have an age.
    func isFirstObservation() throws -> Bool {
        try ledger.map { ledger in
            try LedgerFailure.guarded { try ledger.audits(limit: 1, kind: nil) }.isEmpty
        } ?? true
    }

    /// Tags that the untagged images of the host once had, as far as the ledger knows.
    func formerNames(_ host: ObservedHost) throws -> [String: [String]] {
        let parents = host.parentImages
        let untagged = host.images.filter { $0.tags.isEmpty && !parents.contains($0.id) }.map(\.id)
        guard let ledger, !untagged.isEmpty else { return [:] }
        return try LedgerFailure.guarded { try ledger.formerNames(ofImages: untagged) }
    }

    func end(_ outcome: RunOutcome, _ exitCode: ExitCode, _ summary: String) throws {
        try write { ledger in
            try ledger.end(run: id, outcome: outcome, exitCode: exitCode, at: environment.now(), summary: summary)
        }
        environment.trail.ended(outcome, exitCode, summary)
    }

    /// A run that was begun ends as failed; one that was not leaves no record.
    private func fail(_ failure: Failure) throws {
        guard try wasBegun() else { return }
        try end(.failed, failure.exitCode, failure.diagnostics.first?.summary ?? "failed")
    }

    /// Other commands may have begun runs since; a handful of the newest surely holds this one.
    private func wasBegun() throws -> Bool {
        try ledger.map { ledger in
            try LedgerFailure.guarded { try ledger.runs(limit: 64) }.contains { $0.id == id }
        } ?? false
    }

    /// A run that recorded nothing, such as `explain`, has nothing to sign.
    private func signCheckpoint() async throws {
        guard let ledger, recording.warning == nil, try wasBegun() else { return }
        try await Checkpoints(environment: environment, state: state, ledger: ledger).sign()
    }

    private static func opened(_ kind: RunKind, _ state: StateDirectory) throws -> Ledger? {
        switch kind {
        case .audit, .health: state.hasLedger ? try LedgerOpening.forWriting(state, fullCheck: false) : nil
        case .`init`, .plan, .apply: try LedgerOpening.forWriting(state, fullCheck: false)
        }
    }

    /// What makes `plan` stop makes `audit` warn.
    private static func checks(
        _ kind: RunKind,
        _ project: Project,
        _ session: EngineSession,
        _ ledger: Ledger?,
        _ environment: Environment
    ) throws -> [Diagnostic] {
        let host = HostCheck.finding(project, session.resolved)
        let ssot = try ledger.flatMap { ledger in
            try SSOTBinding(ledger: ledger, environment: environment).finding(project.ssotName)
        }
        let findings = [host, ssot].compactMap(\.self)
        if let first = findings.first, kind == .plan { throw Failure(.configuration, first) }
        return findings.map { $0.asWarning() }
    }
}

extension RunKind {
    /// Whether what the run makes is compared later, with digests of the same key.
    fileprivate var pinsDigests: Bool {
        switch self {
        case .plan, .apply: true
        case .`init`, .audit, .health: false
        }
    }
}
