import Domain

/// Reads single values and shapes; each method returns `nil` only together with an error.
struct ValueReader {
    let faults: Faults

    func mapping(_ node: YAMLNode, _ name: String) -> [YAMLPair]? {
        guard case .mapping(let pairs) = node.content else {
            wrongShape(node, name, expected: "a mapping", fix: "Write its keys below it, or delete the key.")
            return nil
        }
        return pairs
    }

    func sequence(_ node: YAMLNode, _ name: String) -> [YAMLNode] {
        guard case .sequence(let items) = node.content else {
            wrongShape(node, name, expected: "a list", fix: "Write one `- entry` a line, or `[]` for none.")
            return []
        }
        return items
    }

    func scalar(_ node: YAMLNode, _ name: String, expected: String = "a single value") -> String? {
        guard case .scalar(let text, _) = node.content, !node.isNull else {
            wrongShape(node, name, expected: expected, fix: "Write \(expected), or delete the key.")
            return nil
        }
        return text
    }

    /// Free text for people: anything but control characters; line breaks are fine.
    func text(_ node: YAMLNode, _ name: String) -> Located<String>? {
        guard let text = scalar(node, name) else { return nil }
        let isUnfit = { Legibility.isControl($0) && $0 != "\n" || Legibility.isBidiControl($0) }
        if let unfit = text.unicodeScalars.first(where: isUnfit) {
            refuseCharacter(unfit, name, at: node.position)
            return nil
        }
        return Located(text, at: node.position)
    }

    /// Exactly `true` or `false` without quotes.
    func boolean(_ node: YAMLNode, _ name: String) -> Bool? {
        guard let text = scalar(node, name, expected: "true or false") else { return nil }
        if case .scalar(_, isPlain: true) = node.content, text == "true" || text == "false" { return text == "true" }
        faults.error(
            .ssotType,
            "`\(name)` must be true or false, not `\(Legibility.printable(text))`.",
            fix: "Write true or false, in lower case and without quotes.",
            at: node.position
        )
        return nil
    }

    /// Decimal digits alone: no sign, quotes, separators, exponent or leading zero.
    func integer(_ node: YAMLNode, _ name: String, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let text = scalar(node, name, expected: "a whole number") else { return nil }
        guard case .scalar(_, isPlain: true) = node.content, let number = ValueReader.digits(text) else {
            faults.error(
                .ssotType,
                "`\(name)` must be a whole number, not `\(Legibility.printable(text))`.",
                fix: "Write decimal digits alone, without quotes: \(range.lowerBound) or more.",
                at: node.position
            )
            return nil
        }
        guard range.contains(number) else {
            faults.error(
                .ssotValue,
                "`\(name)` is \(number); it must be between \(range.lowerBound) and \(range.upperBound).",
                fix: "Choose a number in this range.",
                at: node.position
            )
            return nil
        }
        return Located(number, at: node.position)
    }

    /// `nil` for everything but a decimal number of at most 18 digits in its one usual spelling.
    static func digits(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard (1...18).contains(bytes.count), bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        guard bytes.count == 1 || bytes[0] != 48 else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}

extension ValueReader {
    private func wrongShape(_ node: YAMLNode, _ name: String, expected: String, fix: String) {
        faults.error(
            .ssotType,
            "`\(Legibility.printable(name))` must be \(expected), but here is \(node.shape).",
            fix: fix,
            at: node.position
        )
    }

    func refuseCharacter(_ scalar: Unicode.Scalar, _ name: String, at position: SourcePosition) {
        faults.error(
            .ssotName,
            "`\(name)` holds the character \(Legibility.escaped(scalar)), which a reviewer cannot see.",
            fix: "Delete the character.",
            at: position
        )
    }

    func refuseUnknown(_ key: Located<String>, in section: String, known: [String]) {
        faults.error(
            .ssotUnknownKey,
            "Unknown key `\(Legibility.printable(key.value))` in \(Legibility.printable(section)).",
            fix: faults.isFull ? "" : hint(for: key.value, in: section, known: known),
            at: key.position
        )
    }

    private func hint(for key: String, in section: String, known: [String]) -> String {
        let listed = "Known here: \(known.sorted().joined(separator: ", "))."
        if faults.isOfSSOT, let home = KeyTable.home(of: key), home != section {
            return "`\(key)` belongs \(home.isEmpty ? "directly below the root key" : "in `\(home)`"). \(listed)"
        }
        guard let near = Suggestion.nearest(to: key, in: known) else { return listed }
        return "Did you mean `\(near)`? \(listed)"
    }
}
