package import Domain

extension AuditReport {
    /// The envelope's `data`. The filter chooses the resources; the counts stay those of the whole host.
    package var data: JSON {
        [
            "environment": .string(environment),
            "run_id": .optional(runID),
            "observed_at": .string(classified.host.observedAt.description),
            "engine": [
                "id": .string(classified.host.engine.id),
                "name": .string(classified.host.engine.name),
                "endpoint": .string(endpoint),
            ],
            "counts": counts.json,
            "resources": .array(resources.map(\.json)),
            "missing": .strings(missing.map(\.description)),
            "health": health?.json ?? .null,
        ]
    }

    /// One resource a line.
    package var ndjson: String {
        resources.map { escapedJSONText($0.json.text(.compact)) }.joinedLines
    }

    package var csv: String {
        let header = ["address", "kind", "id", "class", "rule", "pattern", "at", "notes", "used_by"]
        return CSV(header: header, rows: resources.map(AuditReport.record)).text
    }

    private static func record(_ resource: ClassifiedResource) -> [String] {
        [
            resource.address.description, resource.address.kind.rawValue, resource.id, resource.class.rawValue,
            resource.rule.name.rawValue, resource.rule.pattern ?? "", resource.rule.origin.description,
            resource.notes.map(\.rawValue).joined(separator: " "),
            resource.usedBy.map(\.user.description).joined(separator: " "),
        ]
    }
}
