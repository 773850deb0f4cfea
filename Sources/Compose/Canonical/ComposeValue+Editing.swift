import Domain

/// Trees are values: an edit gives another tree. Entries keep their order; a new one goes to the end.
extension ComposeValue {
    /// Another content at the same place and of the same origins.
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
