package import Domain

/// The record that every audit appends to the SSOT's audit log: the runbook's fields and ours, one line of JSON.
package struct AuditLine: Sendable {
    package let classified: ClassifiedHost
    package let environment: String
    /// The SSOT's `host`, else the engine's name.
    package let host: String
    /// The host's address where one is known.
    package let ip: String?
    package let runID: String
    package let health: HealthStanding?

    package static let schema = "reconcile.audit-line/1"

    package init(
        classified: ClassifiedHost,
        environment: String,
        host: String,
        ip: String? = nil,
        runID: String,
        health: HealthStanding? = nil
    ) {
        self.classified = classified
        self.environment = environment
        self.host = host
        self.ip = ip
        self.runID = runID
        self.health = health
    }

    /// The line with its line feed, ready for one append.
    package var text: String { escapedJSONText(json.text(.compact)) + "\n" }

    package var json: JSON {
        let head: [JSON.Member] = [
            .init("timestamp", .string(classified.host.observedAt.description)), .init("host", .string(host)),
            .init("env", .string(environment)), .init("ip", .optional(ip)), .init("schema", .string(AuditLine.schema)),
            .init("run_id", .string(runID)), .init("counts", classified.counts.json),
            .init("health", health?.json ?? .null),
        ]
        return .object(head + ResourceKind.allCases.flatMap(lists))
    }

    /// `*_extra` is what the runbook knew: safe-delete and unknown together.
    private func lists(of kind: ResourceKind) -> [JSON.Member] {
        [
            ("expected", [.expected]), ("extra", [.extraSafeDelete, .unknown]), ("safe_delete", [.extraSafeDelete]),
            ("unknown", [.unknown]), ("protected", [.protected]),
        ].map { (suffix: String, classes: Set<ResourceClass>) in
            JSON.Member("\(kind.plural)_\(suffix)", .strings(names(of: kind, classes)))
        }
    }

    private func names(of kind: ResourceKind, _ classes: Set<ResourceClass>) -> [String] {
        classified.resources.filter { $0.address.kind == kind && classes.contains($0.class) }.map(\.address.name)
    }
}
