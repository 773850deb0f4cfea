import Domain

/// Checks a tree against its shape and writes it as Compose does, in one walk: zero values are left out, texts stand
/// for sizes and durations, keys are sorted.
///
/// What is wrong is told and left out of the result, so that one run tells everything.
struct ShapeReader {
    private var findings = Findings()
    /// The keys down to the value at hand, for messages.
    private var path: [String] = []

    /// The whole document in its final form.
    static func read(_ tree: ComposeValue) -> Canonicalized {
        var reader = ShapeReader()
        let known = reader.value(tree, .object(.project)) ?? tree.derived(.mapping([]))
        let whole = known.settingMissing("services", .mapping([])).setting(extensionsOf: tree)
        return Canonicalized(tree: whole, diagnostics: reader.findings.diagnostics)
    }

    /// `nil` where nothing is to be written.
    mutating func value(_ value: ComposeValue, _ shape: Shape, keepsZero: Bool = false) -> ComposeValue? {
        switch shape {
        case .scalar(let scalar, let accepts): self.scalar(value, scalar, accepts, keepsZero: keepsZero)
        case .texts(let accepts, let isUnique): texts(value, accepts, isUnique: isUnique)
        case .textOrTexts: textOrTexts(value)
        case .command: command(value)
        case .pairs: pairs(value).flatMap { Self.unlessEmpty($0.mapEntries(Self.blankForNull)) }
        case .environment: pairs(value).flatMap(Self.unlessEmpty)
        case .textMap(let accepts): textMap(value, accepts)
        case .hosts: hosts(value)
        case .healthTest: healthTest(value)
        case .multiMap: multiMap(value)
        case .sshKeys: sshKeys(value)
        case .ulimits: ulimits(value)
        case .list(let element, let isUnique): list(value, element, isUnique: isUnique)
        case .named(let member, let rule): named(value, member, rule)
        case .object(let object, let absence): self.object(value, object, absence)
        case .dropped(let inner): dropping(value, inner)
        }
    }

    private mutating func dropping(_ value: ComposeValue, _ shape: Shape) -> ComposeValue? {
        _ = self.value(value, shape)
        return nil
    }

    private static func blankForNull(_ entry: ComposeValue.Entry) -> ComposeValue {
        entry.value.isNull ? entry.value.derived(.string("")) : entry.value
    }

    /// Runs with one more key on the path.
    mutating func below<Result>(_ key: String, _ body: (inout ShapeReader) -> Result) -> Result {
        path.append(key)
        defer { path.removeLast() }
        return body(&self)
    }

    static func unlessEmpty(_ value: ComposeValue) -> ComposeValue? {
        value.entries.isEmpty && value.elements.isEmpty ? nil : value
    }
}

/// Messages.
extension ShapeReader {
    var place: String { path.isEmpty ? "The Compose file" : "`\(path.joined(separator: "."))`" }

    mutating func refuse(_ value: ComposeValue, expected: String, fix: String? = nil) {
        report("\(place) is \(Self.article(of: value)), not \(expected).", fix: fix ?? "Write \(expected).", value)
    }

    mutating func report(_ summary: String, fix: String, _ value: ComposeValue) {
        findings.error(.stackValue, summary, fix: fix, at: value.position)
    }

    mutating func warn(_ summary: String, fix: String, _ value: ComposeValue) {
        findings.warning(.stackValue, summary, fix: fix, at: value.position)
    }

    mutating func refuseName(_ summary: String, fix: String, _ entry: ComposeValue.Entry) {
        findings.error(.stackUnknownKey, summary, fix: fix, at: entry.keyPosition)
    }

    mutating func refuseUnknown(_ entry: ComposeValue.Entry, known: some Sequence<String>) {
        guard !findings.isFull else { return }
        let known = known.sortedByBytes()
        let near = Suggestion.nearest(to: entry.key, in: known).map { "Did you mean `\($0)`? " } ?? ""
        let fix = "\(near)Known here: \(known.joined(separator: ", ")), and `x-` with any name."
        refuseName("Unknown key `\(entry.key)` in \(path.isEmpty ? "the Compose file" : place).", fix: fix, entry)
    }

    private static func article(of value: ComposeValue) -> String {
        switch value.kind {
        case .null: "empty"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .decimal: "a number"
        case .string: "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
