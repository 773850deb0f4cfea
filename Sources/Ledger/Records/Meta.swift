import Domain
import GRDB

/// The table of single facts about this ledger.
struct Meta {
    enum Key: String {
        case origin
        case createdAt = "created_at"
        case engineID = "engine_id"
        case engineName = "engine_name"
        case environment
        case signersDigest = "signers_digest"
        case digestKeyID = "digest_key_id"
        /// The SSOT below the repository's root.
        case ssotPath = "ssot_path"
        /// Log entries before this one judge no clock any more.
        case clockAcceptedTo = "clock_accepted_to"
        /// Whether the next look takes over what a lost ledger made.
        case takesOver = "takes_over"
        /// Hashes of plan files that another ledger used, separated by spaces.
        case takenOver = "taken_over"
    }

    let database: Database

    func value(_ key: String) throws -> String? {
        try database.row("SELECT value FROM meta WHERE key = ?", [key])?.text(0)
    }

    func value(_ key: Key) throws -> String? { try value(key.rawValue) }

    func store(_ value: String, for key: String) throws {
        try database.run(
            "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            [key, value]
        )
    }

    func origin() throws -> String {
        guard let origin = try value(.origin) else { throw BrokenLog(problem: "it has no origin") }
        return origin
    }

    /// Writes the first entry of a new log.
    func found(origin: String, at: Timestamp) throws {
        try store(origin, for: Key.origin.rawValue)
        try store(at.description, for: Key.createdAt.rawValue)
        let what: JSON = ["origin": .string(origin), "schema": .number(Migrations.newest)]
        try LogStore(database: database).append(LogEntry(kind: .genesis, run: nil, at: at, what: what))
    }
}
