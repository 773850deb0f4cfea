import Domain

/// What a log entry tells. The words stand in leaves for ever.
enum LogKind: String {
    case genesis = "log.genesis"
    case migrated = "db.migrated"
    case metaSet = "meta.set"
    case engineBound = "engine.bound"
    case releaseSeen = "release.seen"
    case runStarted = "run.started"
    case runEnded = "run.ended"
    case runRefused = "run.refused"
    case auditRecorded = "audit.recorded"
    case planRecorded = "plan.recorded"
    case applyStarted = "apply.started"
    case actionIntent = "action.intent"
    case actionOutcome = "action.outcome"
    case backupStored = "backup.stored"
}

/// One event as it goes into the log.
struct LogEntry {
    let kind: LogKind
    let run: String?
    let at: Timestamp
    let what: JSON

    /// The keys sort so that the leaf begins with exactly what ``prefix(kind:run:at:)`` says.
    var leaf: [UInt8] {
        let entry: JSON = [
            "at": .string(at.description), "kind": .string(kind.rawValue), "run": .optional(run), "what": what,
        ]
        return entry.bytes(.compact)
    }

    /// The bytes that a leaf must begin with to agree with the columns beside it.
    static func prefix(kind: String, run: String?, at: Timestamp) -> [UInt8] {
        let head: JSON = ["at": .string(at.description), "kind": .string(kind), "run": .optional(run)]
        return head.bytes(.compact).dropLast() + Array(",\"what\":".utf8)
    }
}
