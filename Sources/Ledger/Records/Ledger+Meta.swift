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
    package func rebind(engine: EngineIdentity, environment: String, at: Timestamp) throws(LedgerFault) {
        try write { database in
            let meta = Meta(database: database)
            try meta.store(engine.id, for: Meta.Key.engineID.rawValue)
            try meta.store(engine.name, for: Meta.Key.engineName.rawValue)
            try meta.store(environment, for: Meta.Key.environment.rawValue)
            let what: JSON = ["engine": .engine(engine), "environment": .string(environment)]
            try LogStore(database: database).append(LogEntry(kind: .engineBound, run: nil, at: at, what: what))
        }
    }

    /// The digest of the pinned signers file.
    package func signersDigest() throws(LedgerFault) -> String? {
        try read { try Meta(database: $0).value(.signersDigest) }
    }

    package func setSignersDigest(_ digest: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.signersDigest.rawValue, digest, at: at)
    }

    /// Which key makes the configuration digests of this host; not the key.
    package func digestKeyID() throws(LedgerFault) -> String? {
        try read { try Meta(database: $0).value(.digestKeyID) }
    }

    package func setDigestKeyID(_ id: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.digestKeyID.rawValue, id, at: at)
    }

    /// A fact that another module keeps here; never a secret.
    package func meta(_ key: String) throws(LedgerFault) -> String? { try read { try Meta(database: $0).value(key) } }

    /// Stores a fact and logs it; does nothing where it is so already.
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
