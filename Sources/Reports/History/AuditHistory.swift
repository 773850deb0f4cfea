package import Domain

/// `history audits`: how many resources of each class every audit saw.
package struct AuditHistory: Sendable {
    package let audits: [AuditRecord]

    package init(audits: [AuditRecord]) { self.audits = audits }

    package var summary: String { counted(audits.count, "audit") + "." }

    /// The envelope's `data`.
    package var data: JSON { ["audits": .array(audits.map(\.json))] }

    package var csv: String {
        let counts = ResourceKind.allCases.flatMap { kind in
            ResourceClass.allCases.map { "\(kind.plural)_\($0.rawValue)" }
        }
        let header = ["run_id", "at", "engine_id", "engine_name", "missing"] + counts
        return CSV(header: header, rows: audits.map(\.record)).text
    }

    package func text(_ styling: Styling) -> String {
        audits.isEmpty ? "No audit is on record.\n" : table.lines(styling).joinedLines
    }

    var table: TextTable {
        let classes = ResourceClass.allCases.map { TextTable.Column("\($0.symbol) \($0.shortWord)") }
        let cells = audits.map { audit -> [TextTable.Cell] in
            [.init(escapedForTerminal(audit.runID))]
                + ResourceClass.allCases.map { .init(String(audit.counts[$0]), $0.tint) }
                + [.init(String(audit.missing))]
        }
        return TextTable([.init("Audit")] + classes + [.init("Missing")], cells: cells)
    }
}

extension ResourceClass {
    fileprivate var shortWord: String {
        switch self {
        case .protected: "protected"
        case .expected: "expected"
        case .extraSafeDelete: "safe"
        case .unknown: "unknown"
        }
    }
}

extension AuditRecord {
    /// The shape of an entry of `audits`.
    package var json: JSON {
        [
            "run_id": .string(runID), "at": .string(at.description), "engine": engine.json, "counts": counts.json,
            "missing": .number(missing),
        ]
    }

    var record: [String] {
        let numbers = ResourceKind.allCases.flatMap { kind in
            ResourceClass.allCases.map { String(counts[kind, $0]) }
        }
        return [runID, at.description, engine.id, engine.name, String(missing)] + numbers
    }
}
