package import Domain

/// Where one is: SSOT, Engine, ledger, the last audit and what it found, and what to type next.
package struct StatusReport: Sendable {
    package enum SSOT: Sendable, Hashable {
        case valid(path: String, environment: String)
        case invalid(path: String, errors: Int)
        /// Why there is none.
        case missing(String)

        var words: String {
            switch self {
            case .valid(let path, let environment): "\(path) (\(environment)), valid"
            case .invalid(let path, let errors): "\(path), \(counted(errors, "error"))"
            case .missing(let why): why
            }
        }

        var path: String? {
            switch self {
            case .valid(let path, _), .invalid(let path, _): path
            case .missing: nil
            }
        }
    }

    package enum Engine: Sendable, Hashable {
        case answers(endpoint: String, version: String)
        /// The endpoint where one could be chosen, and what speaks against it.
        case silent(endpoint: String?, why: String)

        var words: String {
            switch self {
            case .answers(let endpoint, let version): "\(endpoint), answers (API \(version))"
            case .silent(let endpoint, let why): (endpoint.map { "\($0), does not answer: " } ?? "") + why
            }
        }
    }

    package enum Ledger: Sendable, Hashable {
        case here(path: String)
        case missing(path: String)
        case unreadable(String)

        var words: String {
            switch self {
            case .here(let path): path
            case .missing(let path): "none at \(path) yet"
            case .unreadable(let why): why
            }
        }
    }

    package let ssot: SSOT
    package let engine: Engine
    /// `nil` where nothing tells where it would be.
    package let ledger: Ledger?
    package let audit: AuditRecord?
    /// Runs that began and did not end.
    package let unfinished: Int

    package init(ssot: SSOT, engine: Engine, ledger: Ledger?, audit: AuditRecord?, unfinished: Int) {
        self.ssot = ssot
        self.engine = engine
        self.ledger = ledger
        self.audit = audit
        self.unfinished = unfinished
    }
}

extension StatusReport {
    /// What stands in the way is mended first; then what the last audit found.
    package var next: NextAction {
        switch ssot {
        case .missing:
            return NextAction(command: "reconcile init --from-host", why: "write a first SSOT from what runs")
        case .invalid: return NextAction(command: "reconcile validate", why: "see every fault of the SSOT")
        case .valid: break
        }
        guard case .here = ledger else { return NextAction(command: "reconcile init", why: "make ledger and keys") }
        guard case .answers = engine else {
            return NextAction(command: "reconcile explain RC200", why: "see why no Engine answers")
        }
        if unfinished > 0 { return NextAction(command: "reconcile history", why: "see what was left unfinished") }
        return drifting
    }

    private var drifting: NextAction {
        guard let audit else { return NextAction(command: "reconcile audit", why: "see what is on the host") }
        if audit.missing > 0 || audit.counts[.extraSafeDelete] > 0 {
            return NextAction(command: "reconcile plan", why: "write a plan of what is missing and what may go")
        }
        guard audit.counts[.unknown] == 0 else {
            return NextAction(command: "reconcile audit --filter class=unknown", why: "decide about what is unknown")
        }
        return NextAction(command: "reconcile audit", why: "look whether it is still so")
    }

    private var drift: String {
        guard let audit else { return "not known: no audit is on record" }
        let found = [
            (audit.missing, "missing"), (audit.counts[.extraSafeDelete], "safe to delete"),
            (audit.counts[.unknown], "unknown"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return found.isEmpty ? "none" : found.joined(separator: ", ")
    }

    /// One line for the envelope.
    package var summary: String { "SSOT: \(ssot.words). Drift: \(drift)." }

    package func text(_ styling: Styling) -> String {
        let facts = [
            ("SSOT", ssot.words), ("Engine", engine.words), ("Ledger", ledger?.words ?? ""),
            ("Audit", audit.map { "\($0.at)" } ?? ""), ("Drift", drift),
            ("Runs", unfinished > 0 ? "\(counted(unfinished, "run")) began and did not end" : ""),
        ].filter { !$0.1.isEmpty }
        let lines = facts.flatMap { label, words in
            wrapped(escapedForTerminal(words), styling: styling, lead: "\(label):".padded(to: 9))
        }
        let closing = "'reconcile help' lists the verbs."
        return
            (lines + ["", "Next: \(next.command)"] + wrapped(next.why, styling: styling, lead: "      ")
            + ["", closing]).joinedLines
    }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "ssot": ["path": .optional(ssot.path), "valid": .bool(isValid), "state": .string(ssot.words)],
            "engine": ["answers": .bool(answers), "state": .string(engine.words)],
            "ledger": ["state": .optional(ledger?.words)],
            "audit": audit.map { ["at": .string($0.at.description), "run_id": .string($0.runID)] } ?? .null,
            "drift": audit.map(StatusReport.drift) ?? .null,
            "unfinished_runs": .number(unfinished),
        ]
    }

    private var isValid: Bool {
        guard case .valid = ssot else { return false }
        return true
    }

    private var answers: Bool {
        guard case .answers = engine else { return false }
        return true
    }

    private static func drift(_ audit: AuditRecord) -> JSON {
        [
            "missing": .number(audit.missing), "extra_safe_delete": .number(audit.counts[.extraSafeDelete]),
            "unknown": .number(audit.counts[.unknown]),
        ]
    }
}
