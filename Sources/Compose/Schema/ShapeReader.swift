import Domain

/// Checks a tree against its shape and writes it as Compose does, in one walk: zero values are left out, texts stand
/// for sizes and durations, keys are sorted.
///
/// A faulty value is reported and left out of the result, so that one run reports all faults.
struct ShapeReader {
    private var findings = DiagnosticCollector()
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

/// The keys with a syntax of their own.
extension ShapeReader {
    mutating func hosts(_ value: ComposeValue) -> ComposeValue? {
        var lines: [ComposeValue] = []
        switch value.kind {
        case .mapping(let entries):
            for entry in entries { lines += below(entry.key) { $0.hosts(entry) } }
        case .sequence(let elements):
            for (index, element) in elements.enumerated() { lines += below("\(index)") { $0.hosts(element) } }
        case .null, .bool, .integer, .decimal, .string:
            refuse(value, expected: "a mapping or a list of HOST=ADDRESS")
            return nil
        }
        guard Self.unlessEmpty(value) != nil else { return nil }
        return value.derived(.sequence(lines.sorted { ($0.string ?? "").precedesInBytes($1.string ?? "") }))
    }

    private mutating func hosts(_ entry: ComposeValue.Entry) -> [ComposeValue] {
        let addresses = entry.value.isSequence ? entry.value.elements : [entry.value]
        return addresses.compactMap { address in
            guard let text = text(address, .text)?.string else { return nil }
            return host(entry.key, text, of: address)
        }
    }

    /// `host=address`, or the older `host:address`; several addresses are parted by commas.
    private mutating func hosts(_ line: ComposeValue) -> [ComposeValue] {
        guard let text = text(line, .text)?.string else { return [] }
        guard let (name, addresses) = text.cut(at: "=") ?? text.cut(at: ":") else {
            report("\(place) names a host without an address.", fix: "Write HOST=ADDRESS.", line)
            return []
        }
        return addresses.split(separator: ",", omittingEmptySubsequences: false)
            .compactMap { host(name, String($0), of: line) }
    }

    private mutating func host(_ name: String, _ address: String, of value: ComposeValue) -> ComposeValue? {
        guard !name.isEmpty, !name.contains(where: { $0 == ":" || $0 == "=" }) else {
            report("\(place) has no usable host name.", fix: "Write HOST=ADDRESS.", value)
            return nil
        }
        let isBracketed = address.utf8.count > 2 && address.hasBytePrefix("[") && address.hasByteSuffix("]")
        let plain = isBracketed ? String(address.dropFirst().dropLast()) : address
        return value.derived(.string("\(name)=\(plain)"))
    }

    mutating func sshKeys(_ value: ComposeValue) -> ComposeValue? {
        guard let pairs = pairs(value) else { return nil }
        let keys = pairs.entries.map { entry in
            let path = entry.value.string ?? ""
            return entry.value.derived(.string(path.isEmpty ? entry.key : "\(entry.key)=\(path)"))
        }
        return Self.unlessEmpty(value.derived(.sequence(keys)))
    }

    mutating func ulimits(_ value: ComposeValue) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            refuse(value, expected: "a mapping")
            return nil
        }
        var written: [ComposeValue.Entry] = []
        for entry in entries {
            let limit = below(entry.key) { $0.ulimit(entry.value) }
            if let limit { written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, limit)) }
        }
        return Self.unlessEmpty(Self.sorted(value, written))
    }

    /// Compose writes a limit of 0 as `{}`.
    private mutating func ulimit(_ value: ComposeValue) -> ComposeValue? {
        if value.isMapping { return object(value, Self.ulimit, .refused) }
        guard let limit = scalar(value, .integer(.min ... .max), .textOrInteger, keepsZero: true) else { return nil }
        return limit.kind == .integer(0) ? value.derived(.mapping([])) : limit
    }

    private static let ulimit = ObjectShape(["hard": .integer(), "soft": .integer()], required: ["soft", "hard"])
}
