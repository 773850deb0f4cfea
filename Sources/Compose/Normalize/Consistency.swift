import Domain

/// Whether the parts of a project fit together. Looks at presence and references only, so that it can speak beside
/// faults of single values.
struct Consistency {
    let tree: ComposeValue
    let services: [ComposeValue.Entry]
    let selection: Selection
    /// The declared names of each kind of resource.
    private let declared: [String: Set<String>]
    private var findings = Findings()

    /// The tree is normalised and holds all services.
    static func check(_ tree: ComposeValue, _ selection: Selection) -> [Diagnostic] {
        var consistency = Consistency(tree: tree, selection)
        for service in selection.enabled where service.value.isMapping { consistency.check(service) }
        consistency.checkSecrets()
        consistency.checkContainerNames()
        return consistency.findings.diagnostics + DependencyCycles.check(selection.enabled)
    }

    private init(tree: ComposeValue, _ selection: Selection) {
        self.tree = tree
        self.selection = selection
        services = selection.enabled
        declared = Dictionary(
            uniqueKeysWithValues: ["networks", "volumes", "configs", "secrets", "models"].map { kind in
                (kind, Set(tree[kind]?.entries.map(\.key) ?? []))
            }
        )
    }

    private mutating func check(_ service: ComposeValue.Entry) {
        checkImage(of: service)
        checkBuild(of: service)
        checkNetworks(of: service)
        checkDependencies(of: service)
        for volume in Selection.namedVolumes(of: service.value) { require(volume, in: "volumes", of: service) }
        for kind in ["configs", "secrets"] {
            for reference in service.value[kind]?.elements ?? [] { requireSource(of: reference, in: kind, of: service) }
        }
        for entry in service.value["models"]?.entries ?? [] {
            require(key: entry, in: "models", of: service)
        }
        checkHealthTest(of: service)
        checkTargets(of: service)
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ summary: String,
        fix: String,
        at position: SourcePosition
    ) {
        findings.error(code, summary, fix: fix, at: position)
    }

    mutating func requireSource(of reference: ComposeValue, in kind: String, of service: ComposeValue.Entry) {
        guard reference.isMapping else { return }
        require(reference["source"] ?? reference.derived(.string("")), in: kind, of: service)
    }

    mutating func require(key entry: ComposeValue.Entry, in kind: String, of service: ComposeValue.Entry) {
        require(ComposeValue(.string(entry.key), at: entry.keyPosition), in: kind, of: service)
    }

    private mutating func require(_ value: ComposeValue, in kind: String, of service: ComposeValue.Entry) {
        let known = declared[kind] ?? []
        guard let name = value.string, !known.contains(name), !findings.isFull else { return }
        let near = Suggestion.nearest(to: name, in: known.sortedByBytes()).map { "Did you mean `\($0)`? " }
        report(
            .stackReference,
            "\(value.quoted) is used by service `\(service.key)`, and `\(kind)` does not declare it.",
            fix: "\(near ?? "")Declare it below the top-level `\(kind)`.",
            at: value.position
        )
    }
}
