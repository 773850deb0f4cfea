import Domain

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

    private static func problem(_ text: String, limit: Int) -> String? {
        if text.isEmpty { return "is empty" }
        if let scalar = text.unicodeScalars.first(where: Legibility.isUnfitForNames) {
            return "holds the character \(Legibility.escaped(scalar)), which a reviewer cannot see"
        }
        if text.unicodeScalars.count > limit { return "is longer than \(limit) characters" }
        let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap(\.self)
        return ends.contains(where: \.properties.isWhitespace) ? "begins or ends with white space" : nil
    }
}
