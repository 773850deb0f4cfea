package import Domain

/// What an audit found, as text, JSON, NDJSON, CSV and Markdown.
package struct AuditReport: Sendable {
    package let classified: ClassifiedHost
    package let environment: String
    /// The endpoint and why it was chosen.
    package let endpoint: String
    /// The SSOT's path, for the lines that the report proposes.
    package let ssotPath: String
    package let runID: String?
    package let ages: AgeThresholds
    /// Whether the ledger has just begun, so that nothing can be old enough yet.
    package let memoryIsFresh: Bool
    package let health: HealthStanding?
    package let filter: AuditFilter

    package init(
        classified: ClassifiedHost,
        environment: String,
        endpoint: String,
        ssotPath: String,
        runID: String? = nil,
        ages: AgeThresholds = AgeThresholds(),
        memoryIsFresh: Bool = false,
        health: HealthStanding? = nil,
        filter: AuditFilter = .everything
    ) {
        self.classified = classified
        self.environment = environment
        self.endpoint = endpoint
        self.ssotPath = ssotPath
        self.runID = runID
        self.ages = ages
        self.memoryIsFresh = memoryIsFresh
        self.health = health
        self.filter = filter
    }

    /// The resources that the filter lets through, sorted by address.
    package var resources: [ClassifiedResource] { classified.resources.filter(filter.includes) }

    /// Desired resources that are not there; a filter by class leaves them out, since they have none.
    package var missing: [Address] {
        filter.classes.isEmpty ? classified.missing.filter(filter.includes) : []
    }

    /// Whether something is missing, safe to delete or unknown.
    package func hasDifferences(ignoring ignored: Set<ResourceClass> = []) -> Bool {
        !classified.missing.isEmpty
            || [.extraSafeDelete, .unknown].contains { !ignored.contains($0) && counts[$0] > 0 }
    }

    /// One line for people and for the envelope.
    package var summary: String {
        "\(environmentName): \(counts[.expected]) expected, \(classified.missing.count) missing, "
            + "\(counts[.extraSafeDelete]) safe to delete, \(counts[.protected]) protected, "
            + "\(counts[.unknown]) unknown."
    }

    /// The IDs of the listed resources, one a line, for `-q`; tags of one image share its line.
    package var quietText: String {
        var seen: Set<String> = []
        return resources.map { terminalName($0.id) }.filter { seen.insert($0).inserted }.joinedLines
    }

    var counts: ClassCounts { classified.counts }

    var environmentName: String { escapedForTerminal(environment).capitalisedFirst }
}
