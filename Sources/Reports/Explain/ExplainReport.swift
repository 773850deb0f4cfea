package import Domain

/// Why a resource has its class, which rules were tried, and what to write to change it.
package struct ExplainReport: Sendable {
    package let resource: ClassifiedResource
    /// The rules in the order of trying.
    package let trace: [TraceEntry]
    package let ssotPath: String

    package init(resource: ClassifiedResource, trace: [TraceEntry], ssotPath: String) {
        self.resource = resource
        self.trace = trace
        self.ssotPath = ssotPath
    }

    package var summary: String {
        "\(resource.address.printed) is \(resource.class.words): \(resource.rule.name.rawValue)."
    }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "address": .string(resource.address.description),
            "class": .string(resource.class.rawValue),
            "rule": resource.rule.json,
            "notes": .strings(resource.notes.map(\.rawValue)),
            "used_by": .strings(resource.usedBy.map(\.user.description)),
            "trace": .array(
                trace.map { entry in
                    [
                        "class": .string(entry.class.rawValue), "rule": entry.rule.json,
                        "outcome": .string(entry.outcome.rawValue),
                    ]
                }
            ),
        ]
    }
}
