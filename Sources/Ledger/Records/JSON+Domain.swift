import Domain

/// How values of the domain stand in log entries.
extension JSON {
    static func engine(_ engine: EngineIdentity) -> JSON {
        ["id": .string(engine.id), "name": .string(engine.name)]
    }

    static func counts(_ counts: ClassCounts) -> JSON {
        .object(
            ResourceKind.allCases.map { kind in
                Member(
                    kind.rawValue,
                    .object(ResourceClass.allCases.map { Member($0.rawValue, .number(counts[kind, $0])) })
                )
            }
        )
    }

    static func rule(_ name: String, _ pattern: String?, _ at: String) -> JSON {
        ["name": .string(name), "pattern": .optional(pattern), "at": .string(at)]
    }
}
