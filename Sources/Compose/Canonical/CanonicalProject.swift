import Domain

/// From the merged tree of all files to the model that `docker compose config` prints.
///
/// Every step leaves alone what it does not understand; the schema says what is wrong with it.
enum CanonicalProject {
    /// Long forms, defaults, checks of single values and absolute paths of one project, as an included project needs
    /// them before it merges into the including one. Doing it twice changes nothing.
    /// The context's `directory` is the included project's own.
    static func complete(_ tree: ComposeValue, _ context: LoadContext) -> Canonicalized {
        let long = LongForms.apply(tree)
        let whole = DefaultValues.apply(long.tree)
        let diagnostics = long.diagnostics + ValueChecks.check(whole)
        let home = context.variables["HOME"]
        let resolved = PathResolution.apply(whole, directory: context.directory, home: home)
        return Canonicalized(tree: resolved, diagnostics: diagnostics)
    }

    /// The final model of a merged project.
    static func canonicalize(_ merged: ComposeValue, _ context: LoadContext) -> Canonicalized {
        guard !merged.entries.isEmpty else { return empty(merged) }
        let complete = complete(merged, context)
        let normal = Normalization.apply(complete.tree, context)
        let selection = ProfileSelection(of: normal, profiles: context.profiles)
        let final = ShapeReader.read(normal)
        var diagnostics =
            obsolete(merged) + complete.diagnostics + final.diagnostics + Consistency.check(normal, selection)
        if !diagnostics.contains(where: { $0.severity == .error }) {
            let services = selection.services(of: final.tree)
            diagnostics += Conflicts.check(services) + SwarmOnly.check(services)
        }
        var files = ServiceFiles(context: context)
        let sources = Dictionary(selection.enabled.map { ($0.key, $0.value) }) { first, _ in first }
        let tree = selection.applied(to: final.tree).updating("services") { services in
            services.mapEntries { files.apply(scaled($0.value), from: sources[$0.key] ?? $0.value) }
        }
        return Canonicalized(tree: tree, diagnostics: diagnostics + files.diagnostics)
    }

    /// `scale` sets `deploy.replicas` as well.
    private static func scaled(_ service: ComposeValue) -> ComposeValue {
        guard let scale = service["scale"] else { return service }
        return service.updating("deploy") { ShapeReader.sorted($0, $0.setting("replicas", scale).entries) }
    }

    private static func obsolete(_ merged: ComposeValue) -> [Diagnostic] {
        guard let version = merged.entry("version") else { return [] }
        let summary = "`version` is obsolete and means nothing."
        return [Diagnostic(.stackUnsupported, .warning, summary, fix: "Delete it.", position: version.keyPosition)]
    }

    private static func empty(_ merged: ComposeValue) -> Canonicalized {
        let fix = "Write at least one service below `services:`."
        let diagnostic = Diagnostic(.stackValue, "The Compose file is empty.", fix: fix, position: merged.position)
        return Canonicalized(tree: merged, diagnostics: [diagnostic])
    }
}

/// A tree and what was found on the way. The tree must not be used where a diagnostic is an error.
struct Canonicalized: Sendable {
    let tree: ComposeValue
    let diagnostics: [Diagnostic]
}

/// Entries by name, each once: a later value takes the place of an earlier one.
struct EntryTable {
    private(set) var entries: [ComposeValue.Entry] = []
    private var places: [[UInt8]: Int] = [:]

    init(_ entries: [ComposeValue.Entry] = []) {
        for entry in entries { set(entry.key, at: entry.keyPosition, entry.value) }
    }

    subscript(key: String) -> ComposeValue? { places[Array(key.utf8)].map { entries[$0].value } }

    mutating func set(_ key: String, at position: SourcePosition, _ value: ComposeValue) {
        let entry = ComposeValue.Entry(key, at: position, value)
        if let place = places[Array(key.utf8)] {
            entries[place] = entry
        } else {
            places[Array(key.utf8)] = entries.count
            entries.append(entry)
        }
    }
}

/// Trees are values: an edit gives another tree. Entries keep their order; a new one goes to the end.
extension ComposeValue {
    /// A value with this content, and with the place and the origins of this one.
    func derived(_ kind: Kind) -> ComposeValue { ComposeValue(kind, at: position, origins: origins) }

    /// A mapping made of this value's text: its members say where their text came from, the mapping does not.
    func derived(members: [(key: String, value: ComposeValue)]) -> ComposeValue {
        ComposeValue(.mapping(members.map { Entry($0.key, at: position, $0.value) }), at: position)
    }

    /// The text for a message; a variable's value is never shown.
    var quoted: String { origins.isEmpty ? "`\(string ?? "")`" : "The value" }

    var isMapping: Bool {
        if case .mapping = kind { true } else { false }
    }

    var isSequence: Bool {
        if case .sequence = kind { true } else { false }
    }

    func entry(_ key: String) -> Entry? { entries.first { $0.key.hasSameBytes(as: key) } }

    func with(entries: [Entry]) -> ComposeValue {
        var copy = self
        copy.kind = .mapping(entries)
        return copy
    }

    /// Of a mapping; anything else stays as it is.
    func setting(_ key: String, _ value: ComposeValue) -> ComposeValue {
        guard case .mapping(var entries) = kind else { return self }
        if let index = entries.firstIndex(where: { $0.key.hasSameBytes(as: key) }) {
            entries[index] = Entry(key, at: entries[index].keyPosition, value)
        } else {
            entries.append(Entry(key, at: value.position, value))
        }
        return with(entries: entries)
    }

    /// A default: what is written stays, even where it is `null`.
    func settingMissing(_ key: String, _ kind: Kind) -> ComposeValue {
        entry(key) == nil ? setting(key, ComposeValue(kind, at: position)) : self
    }

    /// Changes the member of that name where there is one.
    func updating(_ key: String, _ change: (ComposeValue) throws -> ComposeValue) rethrows -> ComposeValue {
        guard let value = self[key] else { return self }
        return setting(key, try change(value))
    }

    func removing(_ key: String) -> ComposeValue {
        guard case .mapping(let entries) = kind else { return self }
        return with(entries: entries.filter { !$0.key.hasSameBytes(as: key) })
    }

    /// Changes every member of a mapping; anything else stays as it is.
    func mapEntries(_ change: (Entry) throws -> ComposeValue) rethrows -> ComposeValue {
        guard case .mapping(let entries) = kind else { return self }
        return with(entries: try entries.map { Entry($0.key, at: $0.keyPosition, try change($0)) })
    }

    /// Changes every element of a sequence; anything else stays as it is.
    func mapElements(_ change: (ComposeValue) throws -> ComposeValue) rethrows -> ComposeValue {
        guard case .sequence(let elements) = kind else { return self }
        var copy = self
        copy.kind = .sequence(try elements.map(change))
        return copy
    }
}
