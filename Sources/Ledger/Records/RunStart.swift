package import Domain

/// What is known of a run when it begins.
package struct RunStart: Sendable, Hashable {
    package let id: String
    package let kind: RunKind
    package let at: Timestamp
    package let principal: String?
    package let engine: EngineIdentity?
    package let planDigest: String?
    package let fileHash: String?
    /// What else the log entry should tell; never a secret.
    package let detail: JSON

    package init(
        id: String,
        kind: RunKind,
        at: Timestamp,
        principal: String? = nil,
        engine: EngineIdentity? = nil,
        planDigest: String? = nil,
        fileHash: String? = nil,
        detail: JSON = .object([])
    ) {
        self.id = id
        self.kind = kind
        self.at = at
        self.principal = principal
        self.engine = engine
        self.planDigest = planDigest
        self.fileHash = fileHash
        self.detail = detail
    }

    var what: JSON {
        [
            "detail": detail, "digest": .optional(planDigest), "engine": engine.map { .engine($0) } ?? .null,
            "file_hash": .optional(fileHash), "principal": .optional(principal), "run_kind": .string(kind.rawValue),
        ]
    }
}
