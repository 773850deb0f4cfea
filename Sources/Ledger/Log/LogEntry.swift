package import Domain
import Foundation
import JSON

/// The kind of a log entry. The words are part of hashed leaves, so they never change.
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

/// A statement about the log: at this size it had this root. Its text is the body of a C2SP signed note.
package struct Checkpoint: Sendable, Hashable {
    /// Which log this is; never changes over its life.
    package let origin: String
    package let size: Int
    package let root: [UInt8]

    package init(origin: String, size: Int, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// `origin`, `size` and the root in base64, each on a line of its own.
    package var body: String { "\(origin)\n\(size)\n\(Data(root).base64EncodedString())\n" }

    /// Reads a body; `nil` unless it is spelled exactly as ``body`` writes it.
    package init?(parsing body: String) {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, let size = Int(lines[1]), size >= 0 else { return nil }
        guard let root = Data(base64Encoded: String(lines[2])), root.count == 32 else { return nil }
        self.init(origin: String(lines[0]), size: size, root: Array(root))
        guard self.body.hasSameBytes(as: body) else { return nil }
    }
}

/// A checkpoint as it was signed and stored.
package struct StoredCheckpoint: Sendable, Hashable {
    package let checkpoint: Checkpoint
    package let at: Timestamp
    package let signature: [UInt8]

    package init(checkpoint: Checkpoint, at: Timestamp, signature: [UInt8]) {
        self.checkpoint = checkpoint
        self.at = at
        self.signature = signature
    }
}
