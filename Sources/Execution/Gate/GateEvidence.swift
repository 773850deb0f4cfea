package import Classification
package import Domain

/// Everything that the gate judges, collected before anything is changed. A value that could not be collected, because
/// an earlier gate failed, is `nil`.
package struct GateEvidence: Sendable {
    package var plan: Plan
    package var issued: Issued
    package var signature: SignatureEvidence
    package var approvals: ApprovalEvidence
    package var clock: ClockEvidence
    /// Why the SSOT does not mean this host or its engine; `nil` where it does.
    package var hostMismatch: Diagnostic?
    package var engine: EngineIdentity?
    /// The engine that the ledger of this host belongs to; `nil` where nothing was bound yet.
    package var boundEngine: EngineIdentity?
    package var history: HistoryEvidence
    package var origin: OriginEvidence
    /// Plan files whose marks objects on the engine bear, and that this ledger never used.
    package var unknownPlans: [String] = []
    package var inputs: [InputEvidence]
    /// The secrets of the plan's bodies that are missing or others now, by name.
    package var movedSecrets: [Refusal.Moved] = []
    /// The run that used the plan file before.
    package var usedBy: String?
    package var limits: Limits
    /// What the SSOT says of findings.
    package var findings: FindingPolicy
    package var observed: ClassifiedHost?
    /// The direct rules that the host was judged by: names that nothing bears yet are judged by them too.
    package var protection: DirectProtection?
    package var digestKeyID: String
    /// What planning again gave, or why the stack cannot be planned any more.
    package var replanned: Result<ReplanEvidence, Failure>?
    package var phrase: PhraseEvidence

    package init(
        plan: Plan,
        issued: Issued,
        signature: SignatureEvidence,
        approvals: ApprovalEvidence,
        clock: ClockEvidence,
        engine: EngineIdentity?,
        boundEngine: EngineIdentity?,
        history: HistoryEvidence,
        origin: OriginEvidence,
        inputs: [InputEvidence],
        usedBy: String?,
        limits: Limits,
        findings: FindingPolicy = .none,
        observed: ClassifiedHost?,
        protection: DirectProtection?,
        digestKeyID: String,
        phrase: PhraseEvidence
    ) {
        self.plan = plan
        self.issued = issued
        self.signature = signature
        self.approvals = approvals
        self.clock = clock
        self.engine = engine
        self.boundEngine = boundEngine
        self.history = history
        self.origin = origin
        self.inputs = inputs
        self.usedBy = usedBy
        self.limits = limits
        self.findings = findings
        self.observed = observed
        self.protection = protection
        self.digestKeyID = digestKeyID
        self.phrase = phrase
    }
}

/// What the SSOT demands of others than the author. Approvals by others do not exist yet, so any demand is refused.
package struct ApprovalEvidence: Sendable, Hashable {
    package var required: Int
    /// The SSOT key that demands it, with its place.
    package var key: String
    package var position: SourcePosition?

    package init(required: Int, key: String, position: SourcePosition?) {
        self.required = required
        self.key = key
        self.position = position
    }
}

package struct ClockEvidence: Sendable, Hashable {
    package var now: Timestamp
    /// The newest time in the ledger; a clock behind it by more than five minutes is not believed.
    package var newestRecord: Timestamp?
    /// The run that recorded it; `nil` for what no run did.
    package var newestRun: String?

    package init(now: Timestamp, newestRecord: Timestamp?, newestRun: String? = nil) {
        self.now = now
        self.newestRecord = newestRecord
        self.newestRun = newestRun
    }
}

/// A pinned input file: what the plan says, and what is there.
package struct InputEvidence: Sendable, Hashable {
    package var planned: Plan.PinnedFile
    /// `sha256:<hex>`, or `nil` where the file cannot be read.
    package var found: String?

    package init(planned: Plan.PinnedFile, found: String?) {
        self.planned = planned
        self.found = found
    }
}

/// Whether this host's ledger is the one that the plan was made on, grown since.
package enum HistoryEvidence: Sendable, Hashable {
    /// It extends the plan's checkpoint, or neither has one.
    case consistent
    /// The plan carries none, and this host has one.
    case missing
    /// It is another log, or shorter: a ledger that was lost, replaced or restored from an old copy.
    case doesNotExtend(checkpoint: String)
}

/// What came of asking for the phrase that a plan with deletes needs.
package enum PhraseEvidence: Sendable, Hashable {
    case given
    case missing
    /// No terminal is there to type it at; what is piped in is not read.
    case cannotAsk
    /// Something else was typed.
    case wrong
}

/// What this host holds against what a plan says of its own origin.
package struct OriginEvidence: Sendable, Hashable {
    /// The SSOT that the ledger was bound to; `nil` where it was bound to none.
    package var boundSSOT: String?
    /// The files that the SSOT's stack is read from now; `nil` where that is not known yet.
    package var stack: [String]?
    /// How long a plan may live; `nil` where the SSOT cannot be read.
    package var planTTLHours: Int?

    package init(boundSSOT: String?, stack: [String]?, planTTLHours: Int?) {
        self.boundSSOT = boundSSOT
        self.stack = stack
        self.planTTLHours = planTTLHours
    }
}

/// What the planner gives for the actions of the plan, here and now.
package struct ReplanEvidence: Sendable {
    package var plan: Plan
    /// What the stack declares.
    package var declared: Set<Address>
    /// What findings are judged by.
    package var grounds: [String: StackGround]
    /// What would forbid the planner to write this plan.
    package var violations: [Diagnostic]
    /// Whether this host's planner wrote these very bytes, by this ledger's records.
    package var isOwnPlan: Bool

    package init(
        plan: Plan,
        declared: Set<Address>,
        grounds: [String: StackGround] = [:],
        violations: [Diagnostic],
        isOwnPlan: Bool
    ) {
        self.plan = plan
        self.declared = declared
        self.grounds = grounds
        self.violations = violations
        self.isOwnPlan = isOwnPlan
    }
}

/// Marks of plan files on an engine, of which its ledger knows nothing.
package enum LostLedger {
    /// `nil` where there are none. The first hash stands for all: the message must stay readable.
    package static func diagnostic(_ unknownPlans: [String]) -> Diagnostic? {
        guard let first = unknownPlans.first else { return nil }
        let count = unknownPlans.count == 1 ? "a plan file" : "\(unknownPlans.count) plan files"
        return Diagnostic(
            .ledgerLost,
            "Objects on this engine were made from \(count) that this ledger never used",
            detail: "The label reconcile.step names \(first). Single use, sticky protection and ages are in the ledger "
                + "that did it.",
            fix: "Use that ledger (--state) or restore it. If it is gone: 'reconcile init --new-ledger'."
        )
    }
}
