package import Domain
import JSON

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
    /// Whether tables list parents of images too.
    package let listsParents: Bool
    /// Tags that images once had, by ID.
    package let formerNames: [String: [String]]

    package init(
        classified: ClassifiedHost,
        environment: String,
        endpoint: String,
        ssotPath: String,
        runID: String? = nil,
        ages: AgeThresholds = AgeThresholds(),
        memoryIsFresh: Bool = false,
        health: HealthStanding? = nil,
        filter: AuditFilter = .everything,
        listsParents: Bool = false,
        formerNames: [String: [String]] = [:]
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
        self.listsParents = listsParents
        self.formerNames = formerNames
    }

    /// The resources that the filter lets through, sorted by address.
    package var resources: [ClassifiedResource] { classified.resources.filter { filter.includes($0) } }

    /// What tables have a row for: parents of images only where they were asked for.
    var listed: [ClassifiedResource] { parents.isEmpty ? resources : resources.filter { !parents.contains($0.id) } }

    /// Images that are counted and not listed.
    var parents: Set<String> {
        guard !listsParents, filter.patterns.isEmpty else { return [] }
        return classified.host.parentImages.intersection(resources.map(\.id))
    }

    /// What is known of images without a tag, by ID.
    var untagged: [String: UntaggedImage] {
        Dictionary(
            firstWins: classified.host.images.filter(\.tags.isEmpty).map {
                ($0.id, UntaggedImage($0, formerNames: formerNames[$0.id] ?? []))
            }
        )
    }

    /// Desired resources that are not there; a filter by class leaves them out, since they have none.
    package var missing: [Address] {
        filter.classes.isEmpty ? classified.missing.filter { filter.includes($0) } : []
    }

    /// One line for people and for the envelope.
    package var summary: String {
        "\(environmentName): \(counts[.expected]) expected, \(classified.missing.count) missing, "
            + "\(counts[.extraSafeDelete]) safe to delete, \(counts[.protected]) protected, "
            + "\(counts[.unknown]) unknown."
    }

    /// The addresses of the listed resources, one a line, for `-q`.
    package var quietText: String { listed.map { terminalName($0.address.description) }.joinedLines }

    var counts: ClassCounts { classified.counts }

    var environmentName: String { escapedForTerminal(environment).capitalisedFirst }
}

extension AuditReport {
    /// What the text says in its remarks, for programs: each finding with the address that it is about.
    package var findings: [Diagnostic] {
        incomplete + unknownRunning.map(stranger) + protectedByMemory.map(AuditReport.remembered)
    }

    private var incomplete: [Diagnostic] {
        classified.host.incomplete.map { resource in
            Diagnostic(
                .resourceIncomplete,
                .warning,
                "\(resource.address.printed) cannot be read: '\(resource.field)' is missing or of another type",
                fix: "Nothing is deleted while it may use anything; inspect it with docker.",
                address: resource.address
            )
        }
    }

    private func stranger(_ resource: ClassifiedResource) -> Diagnostic {
        Diagnostic(
            .unprotectedStrangers,
            .warning,
            "\(resource.address.printed) runs and nothing protects it",
            fix: "Write under protection_rules.keep_named_prefixes: \(yamlQuoted(resource.address.name))",
            address: resource.address
        )
    }

    private static func remembered(_ resource: ClassifiedResource) -> Diagnostic {
        Diagnostic(
            .protectedByMemoryOnly,
            .warning,
            "Only the ledger's memory protects \(resource.address.printed)",
            fix: "Write a rule for it, or a 'release' entry.",
            address: resource.address
        )
    }
}

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
            "resources": .array(resourcesJSON),
            "missing": .strings(missing.map(\.description)),
            "health": health?.json ?? .null,
        ]
    }

    private var resourcesJSON: [JSON] {
        let untagged = untagged
        return resources.map { resource in
            guard let image = untagged[resource.id], case .object(let members) = resource.json else {
                return resource.json
            }
            return .object(members + [JSON.Member("untagged", image.json)])
        }
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

extension AuditReport {
    /// The audit as Markdown: verdict, counts, and one table with what the filter lets through.
    package var markdown: String {
        let title = "### Audit of \(markdownCode(environment)) on \(markdownCode(classified.host.engine.name))"
        var lines = [title, "", verdict, "", MarkdownTable.counts(counts), ""]
        if !missing.isEmpty { lines += ["Missing:", ""] + missing.map { "- \(markdownCode($0.description))" } + [""] }
        lines += [MarkdownTable(header: ["", "Resource", "Class", "Rule", "Where"], rows: rows).text, ""]
        lines += parentsLine.map { [$0, ""] } ?? []
        lines.append(untouchedLine(counts))
        return lines.joinedLines
    }

    private var verdict: String {
        classified.hasDifferences()
            ? "**\(classified.missing.count) missing, \(counts[.extraSafeDelete]) safe to delete, "
                + "\(counts[.unknown]) unknown.**"
            : "**The host matches the SSOT.**"
    }

    private var rows: [[String]] {
        listed.map { resource in
            [
                markdownCode(resource.class.symbol), markdownCode(resource.address.description),
                markdownCode(resource.class.rawValue), markdownCode(resource.rule.name.rawValue),
                markdownCode(resource.rule.place),
            ]
        }
    }
}
