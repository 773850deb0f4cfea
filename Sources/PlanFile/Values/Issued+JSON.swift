import Domain

extension Issued {
    /// The `issued` member of a plan file.
    var json: JSON {
        [
            "id": .string(id),
            "at": .string(at.description),
            "by": .optional(by),
            "expires_at": .string(expiresAt.description),
            "tool": .string(tool),
            "commit": .optional(commit),
            "endpoint": .string(endpoint),
            "observed_at": .string(observedAt.description),
            "counts": counts.json,
            "checkpoint": .optional(checkpoint),
        ]
    }

    init(_ reader: JSONReader) throws(PlanFileFault) {
        let issued = try reader.object([
            "id", "at", "by", "expires_at", "tool", "commit", "endpoint", "observed_at", "counts", "checkpoint",
        ])
        self.init(
            id: try issued["id"].runID(),
            at: try issued["at"].timestamp(),
            by: try issued["by"].optionalString(),
            expiresAt: try issued["expires_at"].timestamp(),
            tool: try issued["tool"].tool(),
            commit: try issued["commit"].commit(),
            endpoint: try issued["endpoint"].endpoint(),
            observedAt: try issued["observed_at"].timestamp(),
            counts: try ClassCounts(issued["counts"]),
            checkpoint: try issued["checkpoint"].optionalString()
        )
    }
}

extension ClassCounts {
    /// Every kind with every class, zeros included.
    fileprivate var json: JSON {
        .object(
            ResourceKind.allCases.map { kind in
                let ofKind = ResourceClass.allCases.map { JSON.Member($0.rawValue, .number(self[kind, $0])) }
                return JSON.Member(kind.rawValue, .object(ofKind))
            }
        )
    }

    fileprivate init(_ reader: JSONReader) throws(PlanFileFault) {
        self.init()
        let kinds = try reader.object(ResourceKind.allCases.map(\.rawValue))
        for kind in ResourceKind.allCases {
            let classes = try kinds[kind.rawValue].object(ResourceClass.allCases.map(\.rawValue))
            for `class` in ResourceClass.allCases { add(try classes[`class`.rawValue].integer(), kind, `class`) }
        }
    }
}
