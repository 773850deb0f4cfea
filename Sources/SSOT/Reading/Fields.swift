import Domain

/// One mapping of the file, indexed by its known keys. Unknown keys are reported when it is made, never ignored.
struct Fields<Key: SectionKey> {
    /// Where the section begins.
    let position: SourcePosition
    let values: ValueReader
    private let nodes: [Key: YAMLPair]

    /// `nil` together with an error where the node is no mapping. `name` is what messages call the section.
    init?(_ node: YAMLNode, _ name: String, _ values: ValueReader) {
        guard let pairs = values.mapping(node, name) else { return nil }
        self.init(pairs, name, at: node.position, values)
    }

    init(_ pairs: [YAMLPair], _ name: String, at position: SourcePosition, _ values: ValueReader) {
        self.position = position
        self.values = values
        var nodes: [Key: YAMLPair] = [:]
        for pair in pairs {
            if let key = Key.allCases.first(where: { $0.rawValue.hasSameBytes(as: pair.key.value) }) {
                nodes[key] = pair
            } else {
                values.refuseUnknown(pair.key, in: name, known: Key.allCases.map(\.rawValue))
            }
        }
        self.nodes = nodes
    }

    subscript(key: Key) -> YAMLNode? { nodes[key]?.value }

    func keyPosition(_ key: Key) -> SourcePosition? { nodes[key]?.key.position }

    func text(_ key: Key) -> Located<String>? { self[key].flatMap { values.text($0, key.rawValue) } }

    func path(_ key: Key) -> Located<String>? { self[key].flatMap { values.path($0, key.rawValue) } }

    func name(_ key: Key) -> Located<String>? { self[key].flatMap { values.name($0, key.rawValue) } }

    func httpURL(_ key: Key) -> Located<String>? { self[key].flatMap { values.httpURL($0, key.rawValue) } }

    func boolean(_ key: Key) -> Bool? { self[key].flatMap { values.boolean($0, key.rawValue) } }

    func integer(_ key: Key, in range: ClosedRange<Int>) -> Located<Int>? {
        self[key].flatMap { values.integer($0, key.rawValue, in: range) }
    }

    /// The items of a list, each read by `read`; a missing list is empty.
    func list<Item>(_ key: Key, _ read: (YAMLNode) -> Item?) -> [Item] {
        self[key].map { values.sequence($0, key.rawValue).compactMap(read) } ?? []
    }

    func names(_ key: Key) -> [Located<String>] { list(key) { values.name($0, key.rawValue) } }

    func paths(_ key: Key) -> [Located<String>] { list(key) { values.path($0, key.rawValue) } }

    func patterns(_ key: Key) -> [PatternRule] { patterns(key) { values.pattern($0, key.rawValue) } }

    func deletingPatterns(_ key: Key) -> [PatternRule] { patterns(key) { values.deletingPattern($0, key.rawValue) } }

    /// The number of patterns is limited, because every pattern is tried on every name.
    private func patterns(_ key: Key, _ read: (YAMLNode) -> PatternRule?) -> [PatternRule] {
        let limit = 256
        guard let node = self[key] else { return [] }
        let items = values.sequence(node, key.rawValue)
        guard items.count <= limit else {
            values.faults.error(
                .ssotValue,
                "`\(key.rawValue)` holds \(items.count) patterns; the limit is \(limit).",
                fix: "Let one pattern with `*` stand for many.",
                at: node.position
            )
            return []
        }
        return items.compactMap(read)
    }
}
