import Domain

extension ShapeReader {
    mutating func object(_ value: ComposeValue, _ shape: ObjectShape, _ absence: Shape.Absence) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            guard value.isNull, absence != .refused else {
                refuse(value, expected: "a mapping", fix: "Write its keys below it, or delete the key.")
                return nil
            }
            return absence == .kept ? value : nil
        }
        require(shape.required, in: value)
        var written: [ComposeValue.Entry] = []
        for entry in entries where !entry.key.hasBytePrefix("x-") {
            if let entry = member(entry, of: shape) { written.append(entry) }
        }
        return Self.sorted(value, written + Self.implied(by: shape, beside: entries, at: value.position))
    }

    private mutating func member(_ entry: ComposeValue.Entry, of shape: ObjectShape) -> ComposeValue.Entry? {
        guard let field = shape.fields[entry.key] else {
            refuseUnknown(entry, known: shape.fields.keys)
            return nil
        }
        let value = below(entry.key) { $0.value(entry.value, field.shape, keepsZero: field.keepsZero) }
        return value.map { ComposeValue.Entry(field.name, at: entry.keyPosition, $0) }
    }

    private mutating func require(_ keys: [String], in value: ComposeValue) {
        for key in keys where value.entry(key) == nil {
            report("\(place) has no `\(key)`.", fix: "Add `\(key):`.", value)
        }
    }

    /// What Compose writes where the file is silent, or holds an empty mapping only.
    private static func implied(
        by shape: ObjectShape,
        beside entries: [ComposeValue.Entry],
        at position: SourcePosition
    ) -> [ComposeValue.Entry] {
        shape.always.compactMap { key in
            guard let field = shape.fields[key], !entries.contains(where: { $0.key.hasSameBytes(as: key) }) else {
                return nil
            }
            return ComposeValue.Entry(field.name, at: position, zero(of: field.shape, at: position))
        }
    }

    private static func zero(of shape: Shape, at position: SourcePosition) -> ComposeValue {
        switch shape {
        case .scalar(.text, _): ComposeValue(.string(""), at: position)
        case .scalar(.bytes(least: _), _): ComposeValue(.string("0"), at: position)
        case .scalar: ComposeValue(.integer(0), at: position)
        case .object(let object, _):
            sorted(ComposeValue(.mapping([]), at: position), implied(by: object, beside: [], at: position))
        default: ComposeValue(.null, at: position)
        }
    }

    static func sorted(_ value: ComposeValue, _ entries: [ComposeValue.Entry]) -> ComposeValue {
        ComposeValue(.mapping(entries.sorted { $0.key.precedesInBytes($1.key) }), at: value.position)
    }

    mutating func named(_ value: ComposeValue, _ shape: Shape, _ rule: Shape.NameRule) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            refuse(value, expected: "a mapping", fix: "Write one `name:` a line, or delete the key.")
            return nil
        }
        var written: [ComposeValue.Entry] = []
        for entry in entries {
            check(entry, rule)
            let member = below(entry.key) { $0.value(entry.value, shape) }
            if let member { written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, member)) }
        }
        return Self.unlessEmpty(Self.sorted(value, written))
    }

    private mutating func check(_ entry: ComposeValue.Entry, _ rule: Shape.NameRule) {
        guard rule == .resource, entry.key.isEmpty || !entry.key.utf8.allSatisfy(Self.isOfName) else { return }
        let fix = "Use letters, digits, `.`, `_` and `-` only."
        refuseName("`\(entry.key)` in \(place) is no name that Compose takes.", fix: fix, entry)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
        }
    }

    mutating func list(_ value: ComposeValue, _ shape: Shape, isUnique: Bool) -> ComposeValue? {
        guard case .sequence(let elements) = value.kind else {
            refuse(value, expected: "a list", fix: "Write one `- entry` a line, or delete the key.")
            return nil
        }
        var written: [ComposeValue] = []
        for (index, element) in elements.enumerated() {
            if let element = below("\(index)", { $0.value(element, shape) }) { written.append(element) }
        }
        if isUnique { refuseRepeated(written) }
        return Self.unlessEmpty(value.derived(.sequence(written)))
    }

    mutating func refuseRepeated(_ elements: [ComposeValue]) {
        var seen: Set<ComposeValue.Content> = []
        for element in elements where !seen.insert(element.content).inserted {
            report("\(place) names the same entry twice.", fix: "Delete one of them.", element)
        }
    }
}

extension ComposeValue {
    /// A value without its places and origins, as JSON has it.
    indirect enum Content: Hashable {
        case scalar(Kind)
        case list([Content])
        case members([[UInt8]: Content])
    }

    var content: Content {
        switch kind {
        case .null, .bool, .integer, .decimal, .string: .scalar(kind)
        case .sequence(let elements): .list(elements.map(\.content))
        case .mapping(let entries):
            .members(Dictionary(entries.map { (Array($0.key.utf8), $0.value.content) }) { first, _ in first })
        }
    }

    /// Keeps the `x-` keys of a document, whose content is the user's own.
    func setting(extensionsOf document: ComposeValue) -> ComposeValue {
        let extensions = document.entries.filter { $0.key.hasBytePrefix("x-") }
        return ShapeReader.sorted(self, entries + extensions)
    }
}
