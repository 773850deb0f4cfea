import Domain

/// Reads single values and shapes; each method returns `nil` only together with an error.
struct ValueReader {
    let faults: SourceDiagnostics

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

extension ValueReader {
    /// Docker's own names stay below this.
    static let nameLimit = 256
    private static let pathLimit = 4096

    /// A name of an object: visible characters, no white space at the ends, at most 256 of them.
    func name(_ node: YAMLNode, _ name: String) -> Located<String>? {
        word(node, name, limit: ValueReader.nameLimit)
    }

    /// A path as written; it is resolved elsewhere.
    func path(_ node: YAMLNode, _ name: String) -> Located<String>? {
        word(node, name, limit: ValueReader.pathLimit)
    }

    /// An anchored glob.
    func pattern(_ node: YAMLNode, _ name: String) -> PatternRule? {
        self.name(node, name).map { PatternRule(pattern: Glob($0.value), position: $0.position) }
    }

    /// A pattern for deleting; one that fits every name is refused.
    func deletingPattern(_ node: YAMLNode, _ name: String) -> PatternRule? {
        guard let rule = pattern(node, name) else { return nil }
        guard rule.pattern.pattern.utf8.contains(where: { !"*?/".utf8.contains($0) }) else {
            faults.error(
                .ssotName,
                "The pattern `\(rule.pattern)` in `\(name)` fits names of every kind.",
                fix: "Name what may go: \"test-*\".",
                at: rule.position
            )
            return nil
        }
        return rule
    }

    func word(_ node: YAMLNode, _ name: String, limit: Int) -> Located<String>? {
        guard let text = scalar(node, name) else { return nil }
        guard let problem = ValueReader.problem(text, limit: limit) else { return Located(text, at: node.position) }
        faults.error(
            .ssotName,
            "A value of `\(name)` \(problem): `\(Legibility.printable(text))`.",
            fix: "Write the name as Docker shows it.",
            at: node.position
        )
        return nil
    }

    /// What keeps a text from being a name; `nil` for one that is fit.
    static func problem(_ text: String, limit: Int) -> String? {
        if text.isEmpty { return "is empty" }
        if let scalar = text.unicodeScalars.first(where: Legibility.isUnfitForNames) {
            return "holds the character \(Legibility.escaped(scalar)), which a reviewer cannot see"
        }
        if text.unicodeScalars.count > limit { return "is longer than \(limit) characters" }
        let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap(\.self)
        return ends.contains(where: \.properties.isWhitespace) ? "begins or ends with white space" : nil
    }
}

extension ValueReader {
    /// An `http` or `https` URL with a host and without user or password. Messages never quote it: it may hold a
    /// secret.
    func httpURL(_ node: YAMLNode, _ name: String) -> Located<String>? {
        guard let text = scalar(node, name) else { return nil }
        guard let problem = ValueReader.problem(ofHTTPURL: text) else { return Located(text, at: node.position) }
        faults.error(
            .ssotValue,
            "The URL of `\(name)` \(problem).",
            fix: "Write it as https://host/path.",
            at: node.position
        )
        return nil
    }

    static func problem(ofHTTPURL text: String) -> String? {
        guard text.utf8.count <= 2048 else { return "is longer than 2048 bytes" }
        guard let rest = remainder(text, after: ["http://", "https://"]) else { return "is neither http nor https" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, authority.first != ":" else { return "names no host" }
        guard !authority.contains("@") else { return "holds a user name or password" }
        guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
            return "holds white space or characters outside ASCII"
        }
        return nil
    }

    /// An endpoint as `docker -H` takes it.
    func endpoint(_ node: YAMLNode, _ name: String) -> Located<String>? {
        guard let text = self.name(node, name) else { return nil }
        let rest = ValueReader.remainder(text.value, after: ["unix://", "ssh://", "tcp://"])
        guard let rest, let first = rest.first, first != "-" else {
            faults.error(
                .ssotValue,
                "`\(name)` is no endpoint of a Docker Engine.",
                fix: "Write unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376.",
                at: text.position
            )
            return nil
        }
        return text
    }

    private static func remainder(_ text: String, after schemes: [String]) -> Substring? {
        schemes.first { text.utf8.starts(with: $0.utf8) }.map { text.dropFirst($0.count) }
    }
}
