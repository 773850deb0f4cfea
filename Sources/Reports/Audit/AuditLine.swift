package import Domain
import JSON

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

    /// The lists `*_extra` keep the meaning that they have in the owners' runbook: safe to delete and unknown together.
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

/// Which resources an audit lists: `class=unknown,kind=container`. Values of one key are alternatives; keys add up.
package struct AuditFilter: Sendable, Hashable {
    package let classes: Set<ResourceClass>
    package let kinds: Set<ResourceKind>
    /// Addresses, names, IDs or globs; none lists all.
    package let patterns: [ResourcePattern]

    package static let everything = AuditFilter()

    /// - Parameters:
    ///   - classes: the classes to list; empty lists all.
    ///   - kinds: the kinds to list; empty lists all.
    ///   - patterns: what to list; empty lists all.
    package init(
        classes: Set<ResourceClass> = [],
        kinds: Set<ResourceKind> = [],
        patterns: [ResourcePattern] = []
    ) {
        self.classes = classes
        self.kinds = kinds
        self.patterns = patterns
    }

    private static let keys: Set = ["class", "kind", "name"]

    /// Reads the values of `--filter`, each one or more `key=value` or patterns with commas between.
    /// - Throws: a usage diagnostic that names the keys and values there are.
    package init(parsing texts: [String]) throws(Diagnostic) {
        var classes: Set<ResourceClass> = []
        var kinds: Set<ResourceKind> = []
        var patterns: [ResourcePattern] = []
        for term in texts.flatMap({ $0.split(separator: ",") }) {
            let parts = term.split(separator: "=", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last) {
            case ("class", let value?) where parts.count == 2: classes.insert(try AuditFilter.class(value))
            case ("kind", let value?) where parts.count == 2: kinds.insert(try AuditFilter.kind(value))
            case ("name", let value?) where parts.count == 2: patterns.append(ResourcePattern(value))
            case (let text?, _) where !term.contains("=") && !AuditFilter.keys.contains(text):
                patterns.append(ResourcePattern(text))
            default:
                throw AuditFilter.fault(
                    "The filter \"\(term)\" is not understood.",
                    "class=…, kind=…, name=… or an address"
                )
            }
        }
        self.init(classes: classes, kinds: kinds, patterns: patterns)
    }

    /// The same filter with services, untagged names and beginnings of IDs as the addresses that they stand for.
    package func resolved(by names: TypedNames) -> AuditFilter {
        AuditFilter(classes: classes, kinds: kinds, patterns: names.resolved(patterns))
    }

    package func includes(_ resource: ClassifiedResource) -> Bool {
        (classes.isEmpty || classes.contains(resource.class)) && includes(resource.address, id: resource.id)
    }

    /// `id`: empty where the object is missing.
    func includes(_ address: Address, id: String = "") -> Bool {
        (kinds.isEmpty || kinds.contains(address.kind))
            && (patterns.isEmpty || patterns.contains { $0.fits(address, id: id) })
    }

    private static func `class`(_ text: String) throws(Diagnostic) -> ResourceClass {
        let spelled = text.split(separator: "-").joined(separator: "_")
        if spelled == "safe_delete" { return .extraSafeDelete }
        guard let value = ResourceClass(rawValue: spelled) else {
            throw fault(
                "There is no class \"\(text)\".",
                ResourceClass.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        return value
    }

    private static func kind(_ text: String) throws(Diagnostic) -> ResourceKind {
        guard let value = ResourceKind(rawValue: text) else {
            throw fault("There is no kind \"\(text)\".", ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
    }

    private static func fault(_ summary: String, _ choices: String) -> Diagnostic {
        Diagnostic(.usage, .error, summary, fix: "Use \(choices).")
    }
}
