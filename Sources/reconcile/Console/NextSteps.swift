import Domain
import Reports

/// Which commands make sense after an answer.
enum NextSteps {
    /// After a failure: what mends it where one command does, and the page of its code.
    static func after(_ failure: Failure, of verb: String) -> [NextAction] {
        guard let first = failure.diagnostics.first(where: { $0.severity == .error }) ?? failure.diagnostics.first
        else {
            return []
        }
        guard first.code != .usage else {
            let known = UnknownWord.verbs.contains(verb)
            return [NextAction(command: known ? "reconcile help \(verb)" : "reconcile help", why: "see what it takes")]
        }
        return [mending(first.code)].compactMap(\.self) + [page(first.code)]
    }

    /// After a refusal of `apply`.
    static func afterRefusal(_ refusal: Failure, of plan: String) -> [NextAction] {
        let anew = NextAction(command: "reconcile plan", why: "plan anew from the host as it is")
        let show = NextAction(command: "reconcile show \(shellQuoted(plan))", why: "see what the plan needs")
        let first: [NextAction] =
            switch refusal.exitCode {
            case .refusedStale, .refusedProtected, .invalidInput: [anew]
            case .refusedTrust: [show, anew]
            default: [show]
            }
        return first + (refusal.diagnostics.first.map { [page($0.code)] } ?? [])
    }

    static func after(_ verdict: PlanStanding.Verdict, of plan: String) -> [NextAction] {
        let quoted = shellQuoted(plan)
        return switch verdict {
        case .valid, .unchecked: [NextAction(command: "reconcile apply \(quoted)", why: "apply exactly this plan")]
        case .stale, .expired, .used, .notApplyable: [NextAction(command: "reconcile plan", why: "plan anew")]
        case .untrusted: [NextAction(command: "reconcile verify-plan \(quoted)", why: "see whose signature is there")]
        }
    }

    static func after(_ audit: AuditReport) -> [NextAction] {
        let counts = audit.classified.counts
        let unknown = audit.resources.first { $0.class == .unknown }
        return [
            counts[.extraSafeDelete] > 0 || !audit.classified.missing.isEmpty
                ? NextAction(command: "reconcile plan", why: "write a plan of what is missing and what may go") : nil,
            unknown.map { resource in
                let address = shellQuoted(resource.address.description)
                return NextAction(command: "reconcile explain \(address)", why: "see what to write for what is unknown")
            },
        ].compactMap(\.self)
    }

    static func after(_ resource: ClassifiedResource) -> [NextAction] {
        switch resource.class {
        case .extraSafeDelete:
            let address = shellQuoted(resource.address.description)
            return [NextAction(command: "reconcile plan --target \(address)", why: "plan to delete it")]
        case .protected, .expected, .unknown:
            return [NextAction(command: "reconcile validate", why: "check the SSOT after a change to it")]
        }
    }

    private static func page(_ code: DiagnosticCode) -> NextAction {
        NextAction(command: "reconcile explain \(code.rawValue)", why: "what \(code.rawValue) means")
    }

    /// The command that mends it, for codes that one command mends.
    private static func mending(_ code: DiagnosticCode) -> NextAction? {
        if code.rawValue.hasPrefix("RC1") {
            return NextAction(command: "reconcile validate", why: "see every fault of SSOT and stack")
        }
        return commands[code]
    }

    private static let commands: [DiagnosticCode: NextAction] = [
        .ledgerMissing: NextAction(command: "reconcile init", why: "make ledger and keys"),
        .keyMissing: NextAction(command: "reconcile init", why: "make ledger and keys"),
        .selectionIdle: NextAction(command: "reconcile audit", why: "see the addresses"),
        .recordMissing: NextAction(command: "reconcile history", why: "see the runs"),
        .planOverLimit: NextAction(command: "reconcile diff", why: "see what would go"),
        .runUnfinished: NextAction(command: "reconcile history", why: "see the runs"),
    ]
}
