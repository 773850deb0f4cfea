package import Domain
import GRDB

extension Ledger {
    /// The engine and environment that this ledger belongs to.
    package struct Binding: Sendable, Hashable {
        package let engine: EngineIdentity
        package let environment: String

        package init(engine: EngineIdentity, environment: String) {
            self.engine = engine
            self.environment = environment
        }

        fileprivate var words: String { "\(environment) on engine \(engine.name) (\(engine.id))" }
    }

    /// What ``bind(engine:environment:at:)`` recorded; `nil` before the first.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func binding() throws(LedgerFault) -> Binding? {
        try read { try Meta(database: $0).binding() }
    }

    /// Binds a new ledger to its engine; does nothing where it is bound to this one already.
    ///
    /// - Throws: ``LedgerFault/otherEngine(path:bound:given:)`` where it belongs to another engine or environment.
    package func bind(engine: EngineIdentity, environment: String, at: Timestamp) throws(LedgerFault) {
        let given = Binding(engine: engine, environment: environment)
        guard let bound = try binding() else { return try rebind(engine: engine, environment: environment, at: at) }
        guard bound == given else {
            throw .otherEngine(path: path, bound: bound.words, given: given.words)
        }
    }

    /// Binds the ledger to an engine whatever it was bound to: the explicit way on after an engine was replaced.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func rebind(engine: EngineIdentity, environment: String, at: Timestamp) throws(LedgerFault) {
        try write { database in
            let meta = Meta(database: database)
            try meta.store(engine.id, for: Meta.Key.engineID.rawValue)
            try meta.store(engine.name, for: Meta.Key.engineName.rawValue)
            try meta.store(environment, for: Meta.Key.environment.rawValue)
            let what: JSON = ["engine": engine.json, "environment": .string(environment)]
            try LogStore(database: database).append(LogEntry(kind: .engineBound, run: nil, at: at, what: what))
        }
    }

    /// The digest of the pinned signers file.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func signersDigest() throws(LedgerFault) -> String? {
        try read { try Meta(database: $0).value(.signersDigest) }
    }

    /// Stores the digest of the pinned signers file.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func setSignersDigest(_ digest: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.signersDigest.rawValue, digest, at: at)
    }

    /// Which key makes the configuration digests of this host; not the key.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func digestKeyID() throws(LedgerFault) -> String? {
        try read { try Meta(database: $0).value(.digestKeyID) }
    }

    /// Stores the ID of the key that makes the configuration digests.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func setDigestKeyID(_ id: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.digestKeyID.rawValue, id, at: at)
    }

    /// A fact that another module keeps here; never a secret.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func meta(_ key: String) throws(LedgerFault) -> String? { try read { try Meta(database: $0).value(key) } }

    /// Stores a fact and logs it; does nothing where it is so already.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func setMeta(_ key: String, _ value: String, at: Timestamp) throws(LedgerFault) {
        try write { database in
            let meta = Meta(database: database)
            if let present = try meta.value(key), present.hasSameBytes(as: value) { return }
            try meta.store(value, for: key)
            let what: JSON = ["key": .string(key), "value": .string(value)]
            try LogStore(database: database).append(LogEntry(kind: .metaSet, run: nil, at: at, what: what))
        }
    }
}

extension Meta {
    func binding() throws -> Ledger.Binding? {
        guard let id = try value(.engineID), let name = try value(.engineName),
            let environment = try value(.environment)
        else { return nil }
        return Ledger.Binding(engine: EngineIdentity(id: id, name: name), environment: environment)
    }
}

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
        /// Log entries before this index are ignored when the clock is checked: `init --accept-clock` accepted their
        /// times.
        case clockAcceptedTo = "clock_accepted_to"
        /// Whether the next recorded observation takes over plan hashes from a lost ledger (`init --new-ledger`).
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

// What this ledger belongs to, and what its steward accepted.
extension Ledger {
    /// The SSOT that this host obeys; `nil` before the first was bound.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func ssotPath() throws(LedgerFault) -> String? { try read { try Meta(database: $0).value(.ssotPath) } }

    /// Stores the path of the SSOT that this host obeys, relative to the root of its repository.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func bind(ssot path: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.ssotPath.rawValue, path, at: at)
    }

    /// The newest time in the log and its run, without the entries that `init --accept-clock` accepted.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func newestRecord() throws(LedgerFault) -> (at: Timestamp, run: String?)? {
        try read { database in
            let first = try Meta(database: database).value(.clockAcceptedTo).flatMap { Int($0) } ?? 0
            let sql = "SELECT at, run_id FROM log WHERE idx >= ? ORDER BY at DESC, idx DESC LIMIT 1"
            return try database.row(sql, [first]).map { (try $0.time(0), $0.optionalText(1)) }
        }
    }

    /// Ignores the times of all present entries when the clock is checked from now on (`init --accept-clock`).
    ///
    /// - Throws: `LedgerFault` where the database cannot be read or written.
    package func acceptClock(at: Timestamp) throws(LedgerFault) {
        let size = try read { try LogStore(database: $0).size() }
        try setMeta(Meta.Key.clockAcceptedTo.rawValue, String(size), at: at)
    }

    /// Plan files that another ledger of this engine used, as far as that was accepted.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func takenOverPlans() throws(LedgerFault) -> Set<String> {
        let text = try read { try Meta(database: $0).value(.takenOver) } ?? ""
        return Set(text.split(separator: " ").map(String.init))
    }

    /// Whether the next recorded observation takes over plan hashes from a lost ledger (`init --new-ledger`).
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func takesOver() throws(LedgerFault) -> Bool {
        try read { try Meta(database: $0).value(.takesOver) } == "yes"
    }

    /// Makes the next recorded observation take over plan hashes from a lost ledger: those in labels of objects on the
    /// host that this ledger never used (`init --new-ledger`).
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func takeOverAtNextLook(at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.takesOver.rawValue, "yes", at: at)
    }

    /// Adds the hashes of plan files that a lost ledger used, and ends the taking over.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read or written.
    package func takeOver(_ hashes: Set<String>, at: Timestamp) throws(LedgerFault) {
        let all = try takenOverPlans().union(hashes)
        try setMeta(Meta.Key.takenOver.rawValue, all.sortedByBytes().joined(separator: " "), at: at)
        try setMeta(Meta.Key.takesOver.rawValue, "no", at: at)
    }
}
