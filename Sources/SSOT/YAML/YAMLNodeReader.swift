import Domain
import Yams

/// Walks the parser's nodes into ours and refuses what an SSOT does not need: anchors, tags, merges, complex keys.
struct YAMLNodeReader {
    /// A real file has a few hundred.
    static let nodeLimit = 50_000

    let faults: SourceDiagnostics
    let renamed: [SourcePosition: String]
    private var nodes = 0
    private var lineNumber = 0
    private var line: [Unicode.Scalar] = []

    init(faults: SourceDiagnostics, renamed: [SourcePosition: String]) {
        self.faults = faults
        self.renamed = renamed
    }

    /// `nil` only together with an error.
    mutating func node(from node: Node, depth: Int = 0) -> YAMLNode? {
        let position = position(of: node)
        guard admit(position, depth: depth) else { return nil }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(position: position, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { if let read = self.node(from: item, depth: depth + 1) { items.append(read) } }
            return YAMLNode(position: position, content: .sequence(items))
        case .mapping(let mapping):
            return YAMLNode(position: position, content: .mapping(pairs(from: mapping, depth: depth)))
        case .alias:
            refuseAlias(at: position)
            return nil
        }
    }

    private mutating func pairs(from mapping: Node.Mapping, depth: Int) -> [YAMLPair] {
        var pairs: [YAMLPair] = []
        var firstPlaces: [String: SourcePosition] = [:]
        for (keyNode, valueNode) in mapping {
            guard let key = key(from: keyNode, depth: depth + 1) else { continue }
            // `String` equality is what is wanted here: spellings that Unicode calls equal look alike to a reviewer.
            if let first = firstPlaces[key.value] {
                refuseDuplicate(key, first: first)
                continue
            }
            firstPlaces[key.value] = key.position
            guard let value = node(from: valueNode, depth: depth + 1) else { continue }
            pairs.append(YAMLPair(key: key, value: value))
        }
        return pairs
    }

    private mutating func key(from node: Node, depth: Int) -> Located<String>? {
        let position = position(of: node)
        guard case .scalar(let scalar) = node else {
            refuseComplexKey(at: position)
            return nil
        }
        guard admit(position, depth: depth) else { return nil }
        let name = renamed[position] ?? scalar.string
        guard name != "<<" else {
            refuseMerge(at: position)
            return nil
        }
        return Located(name, at: position)
    }

    private func position(of node: Node) -> SourcePosition {
        faults.source.position(node.mark?.line ?? 1, node.mark?.column ?? 1)
    }

    /// Limits, and the constructs that show in the node's first character: libyaml's start mark is the anchor's, else
    /// the tag's, and no untagged scalar begins with one of the three sigils outside quotes.
    private mutating func admit(_ position: SourcePosition, depth: Int) -> Bool {
        nodes += 1
        guard nodes <= YAMLNodeReader.nodeLimit else {
            if nodes == YAMLNodeReader.nodeLimit + 1 { refuseSize(at: position) }
            return false
        }
        guard depth <= SourceChecks.depthLimit else {
            SourceChecks.tooDeep(at: position, faults)
            return false
        }
        switch character(at: position) {
        case "&": refuseAnchor(at: position)
        case "!": refuseTag(at: position)
        case "*": refuseAlias(at: position)
        default: return true
        }
        return false
    }

    /// Nodes come in the order of the file, so it is enough to keep the current line split into characters.
    private mutating func character(at position: SourcePosition) -> Unicode.Scalar? {
        if lineNumber != position.line {
            lineNumber = position.line
            line = faults.source.line(position.line).map { Array($0.unicodeScalars) } ?? []
        }
        return line.indices.contains(position.column - 1) ? line[position.column - 1] : nil
    }
}

extension YAMLNodeReader {
    func refuseAnchor(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Anchors are not allowed.",
            fix: "Write the value out where it is needed; quote a text that begins with `&`.",
            at: position
        )
    }

    func refuseAlias(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Aliases are not allowed.",
            fix: "Quote a pattern that begins with `*`: \"*-prod\".",
            at: position
        )
    }

    func refuseTag(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Tags are not allowed: every value is taken as it is written.",
            fix: "Delete the tag; quote a text that begins with `!`.",
            at: position
        )
    }

    func refuseMerge(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Merge keys (`<<`) are not allowed.",
            fix: "Write the keys out where they are needed.",
            at: position
        )
    }

    func refuseComplexKey(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "A list or a mapping cannot be a key.",
            fix: "Use a single word as the key.",
            at: position
        )
    }

    func refuseDuplicate(_ key: Located<String>, first: SourcePosition) {
        faults.error(
            .ssotDuplicateKey,
            "The key `\(Legibility.printable(key.value))` stands twice in the mapping; the first is at \(first).",
            fix: "Keep one of them.",
            at: key.position
        )
    }

    func refuseSize(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "The file holds more than \(YAMLNodeReader.nodeLimit) values.",
            fix: "Check that this is the right file; an SSOT has a few hundred.",
            at: position
        )
    }
}
