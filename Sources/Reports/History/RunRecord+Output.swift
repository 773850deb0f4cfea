package import Domain

extension RunRecord {
    /// The shape of an entry of `runs`.
    package var json: JSON {
        [
            "run_id": .string(id),
            "kind": .string(kind.rawValue),
            "started_at": .string(startedAt.description),
            "ended_at": .optional(endedAt?.description),
            "outcome": .string(outcome.rawValue),
            "exit_code": exitCode.map { .integer(Int64($0.rawValue)) } ?? .null,
            "digest": .optional(planDigest),
            "file_hash": .optional(fileHash),
            "principal": .optional(principal),
            "engine": engine?.json ?? .null,
            "summary": .string(summary),
        ]
    }

    var record: [String] {
        [
            id, kind.rawValue, startedAt.description, endedAt?.description ?? "", outcome.rawValue,
            exitCode.map { "\($0.rawValue)" } ?? "", planDigest ?? "", fileHash ?? "", principal ?? "",
            engine?.id ?? "", engine?.name ?? "", summary,
        ]
    }
}
