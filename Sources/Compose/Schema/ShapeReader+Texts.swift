import Domain

/// Lists and mappings of texts, in the many forms that Compose takes.
extension ShapeReader {
    mutating func texts(_ value: ComposeValue, _ accepts: Shape.Accepts, isUnique: Bool) -> ComposeValue? {
        guard case .sequence(let elements) = value.kind else {
            refuse(value, expected: "a list", fix: "Write one `- entry` a line, or delete the key.")
            return nil
        }
        if isUnique { refuseRepeated(elements) }
        var written: [ComposeValue] = []
        for (index, element) in elements.enumerated() {
            if let element = below("\(index)", { $0.text(element, accepts) }) { written.append(element) }
        }
        return Self.unlessEmpty(value.derived(.sequence(written)))
    }

    mutating func textOrTexts(_ value: ComposeValue) -> ComposeValue? {
        if value.string != nil { return value.derived(.sequence([value])) }
        return texts(value, .text, isUnique: true)
    }

    /// Any scalar of the accepted types as text, as Go prints it; `null` stays.
    mutating func text(_ value: ComposeValue, _ accepts: Shape.Accepts) -> ComposeValue? {
        guard isAccepted(value, accepts) else { return nil }
        return Self.spelled(value)
    }

    static func spelled(_ value: ComposeValue) -> ComposeValue {
        switch value.kind {
        case .bool(let flag): value.derived(.string(flag ? "true" : "false"))
        case .integer(let number): value.derived(.string(String(number)))
        case .decimal(let number): value.derived(.string(GoNumber.sprint(number)))
        case .null, .string, .sequence, .mapping: value
        }
    }

    mutating func command(_ value: ComposeValue) -> ComposeValue? {
        guard let text = value.string else {
            return value.isNull ? value : texts(value, .text, isUnique: false) ?? value.derived(.sequence([]))
        }
        guard let split = CommandWords.split(text) else {
            let fix = "Close every quote, or write a list of words. A shell is not involved."
            report("\(place) is no command: a quote or parenthesis is left open.", fix: fix, value)
            return nil
        }
        if split.isCut {
            let fix = "Write [\"sh\", \"-c\", \"…\"] for a shell, or quote the character."
            warn("\(place) ends at an unquoted `;`, `&`, `|`, `<` or `>`: Compose drops the rest.", fix: fix, value)
        }
        return value.derived(.sequence(split.words.map { value.derived(.string($0)) }))
    }

    mutating func healthTest(_ value: ComposeValue) -> ComposeValue? {
        guard value.string != nil else { return texts(value, .text, isUnique: false) }
        return value.derived(.sequence([value.derived(.string("CMD-SHELL")), value]))
    }

    /// A mapping of names to texts or `null`.
    mutating func pairs(_ value: ComposeValue) -> ComposeValue? {
        if case .mapping(let entries) = value.kind {
            var written: [ComposeValue.Entry] = []
            for entry in entries {
                let text = below(entry.key) { $0.text(entry.value, [.text, .number, .flag, .null]) }
                if let text { written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, text)) }
            }
            return Self.sorted(value, written)
        }
        guard value.isSequence else {
            refuse(value, expected: "a mapping or a list of NAME=VALUE")
            return nil
        }
        return lines(value)
    }

    /// The last of several lines for one name counts.
    private mutating func lines(_ value: ComposeValue) -> ComposeValue {
        refuseRepeated(value.elements)
        var table = EntryTable()
        for (index, element) in value.elements.enumerated() {
            guard let text = below("\(index)", { $0.text(element, .text) })?.string else { continue }
            let (name, rest) = text.cut(at: "=") ?? (text, nil)
            if let last = name.unicodeScalars.last, last.properties.isWhitespace {
                report("\(place) has a name with a space at its end.", fix: "Write NAME=VALUE without spaces.", element)
            }
            table.set(name, at: element.position, element.derived(rest.map { .string($0) } ?? .null))
        }
        return Self.sorted(value, table.entries)
    }

    mutating func textMap(_ value: ComposeValue, _ accepts: Shape.Accepts) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            refuse(value, expected: "a mapping")
            return nil
        }
        var written: [ComposeValue.Entry] = []
        for entry in entries {
            guard let text = below(entry.key, { $0.text(entry.value, accepts) }) else { continue }
            let blank = text.isNull ? text.derived(.string("")) : text
            written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, blank))
        }
        return Self.unlessEmpty(Self.sorted(value, written))
    }

    mutating func multiMap(_ value: ComposeValue) -> ComposeValue? {
        guard case .mapping(let entries) = value.kind else {
            refuse(value, expected: "a mapping")
            return nil
        }
        var written: [ComposeValue.Entry] = []
        for entry in entries {
            let list = entry.value.isSequence ? entry.value : entry.value.derived(.sequence([entry.value]))
            let texts = below(entry.key) { $0.texts(list, [.text, .number, .flag], isUnique: false) }
            if let texts { written.append(ComposeValue.Entry(entry.key, at: entry.keyPosition, texts)) }
        }
        return Self.unlessEmpty(Self.sorted(value, written))
    }
}
