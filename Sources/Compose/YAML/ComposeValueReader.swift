import Domain
import Yams

/// Walks the parser's nodes into values as Compose's parser types them: aliases expanded, merge keys merged.
struct ComposeValueReader {
    /// Compose's own limit. Nine levels of aliases ("billion laughs") would expand to a billion nodes.
    static let nodeLimit = 100_000

    let file: String
    /// Duplicate keys were renamed before parsing (see ``YAMLParsing``): their true names, by place.
    let renamed: [SourcePosition: String]
    private(set) var findings: DiagnosticCollector
    /// Whether a limit was reached; the values read until then must not be used.
    private(set) var isExhausted = false
    private var nodes = 0

    init(file: String, renamed: [SourcePosition: String], findings: DiagnosticCollector) {
        self.file = file
        self.renamed = renamed
        self.findings = findings
    }

    /// `nil` only together with an error.
    mutating func value(from node: Node, depth: Int = 0) -> ComposeValue? {
        let position = position(of: node)
        guard admit(position, depth: depth) else { return nil }
        switch node {
        case .scalar(let scalar): return self.scalar(scalar, at: position)
        case .sequence(let sequence):
            let tag = mergeTag(sequence.tag)
            guard tag != .reset else { return ComposeValue(.null, at: position, tag: .reset) }
            let items = sequence.compactMap { value(from: $0, depth: depth + 1) }.filter { $0.tag != .reset }
            return ComposeValue(.sequence(items), at: position, tag: tag)
        case .mapping(let mapping):
            let tag = mergeTag(mapping.tag)
            guard tag != .reset else { return ComposeValue(.null, at: position, tag: .reset) }
            return ComposeValue(.mapping(entries(of: mapping, depth: depth)), at: position, tag: tag)
        case .alias:
            findings.error(.stackSyntax, "The alias has no anchor.", fix: "Write the value out.", at: position)
            return nil
        }
    }

    private mutating func scalar(_ scalar: Node.Scalar, at position: SourcePosition) -> ComposeValue? {
        let tag = mergeTag(scalar.tag)
        guard tag != .reset else { return ComposeValue(.null, at: position, tag: .reset) }
        switch YAMLScalar.kind(of: scalar.string, isPlain: scalar.style == .plain, tag: scalar.tag.description) {
        case .success(let kind): return ComposeValue(kind, at: position, tag: tag)
        case .failure(let problem):
            findings.error(.stackSyntax, problem.summary, fix: problem.fix, at: position)
            return nil
        }
    }

    /// The mapping's own keys, then what `<<` adds: an own key wins over a merged one, an earlier merged one over a
    /// later.
    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [ComposeValue.Entry] {
        var entries: [ComposeValue.Entry] = []
        var merged: [Node] = []
        var known: Set<[UInt8]> = []
        for (keyNode, valueNode) in mapping {
            guard let key = key(from: keyNode) else { continue }
            let position = position(of: keyNode)
            if key.isMerge ? !merged.isEmpty : !known.insert(Array(key.text.utf8)).inserted {
                YAMLDocuments.duplicate(key.text, at: position, &findings)
            } else if key.isMerge {
                merged.append(valueNode)
            } else if let value = value(from: valueNode, depth: depth + 1) {
                entries.append(ComposeValue.Entry(key.text, at: position, value))
            }
        }
        for node in merged {
            for entry in mergedEntries(from: node, depth: depth) where known.insert(Array(entry.key.utf8)).inserted {
                entries.append(entry)
            }
        }
        return entries
    }

    private mutating func mergedEntries(from node: Node, depth: Int) -> [ComposeValue.Entry] {
        switch node {
        case .mapping: return value(from: node, depth: depth + 1)?.entries ?? []
        case .sequence(let sequence) where sequence.allSatisfy({ $0.mapping != nil }):
            return sequence.flatMap { value(from: $0, depth: depth + 1)?.entries ?? [] }
        case .sequence, .scalar, .alias:
            findings.error(
                .stackSyntax,
                "A merge key (`<<`) takes a mapping or a list of mappings.",
                fix: "Name an anchor of a mapping: `<<: *common`.",
                at: position(of: node)
            )
            return []
        }
    }

    private mutating func key(from node: Node) -> (text: String, isMerge: Bool)? {
        nodes += 1
        guard case .scalar(let scalar) = node else {
            findings.error(
                .stackSyntax,
                "A list or a mapping cannot be a key.",
                fix: "Use a single word as the key.",
                at: position(of: node)
            )
            return nil
        }
        let name = renamed[position(of: node)] ?? scalar.string
        if scalar.style == .plain, name == "<<" { return (name, true) }
        guard scalar.style != .plain || YAMLScalar.isText(name) else {
            findings.error(
                .stackSyntax,
                "The key `\(name)` is no text, and Compose takes only texts as keys.",
                fix: "Quote it: \"\(name)\".",
                at: position(of: node)
            )
            return nil
        }
        return (name, false)
    }

    private func mergeTag(_ tag: Tag) -> ComposeValue.MergeTag? {
        switch tag.description {
        case "!reset": .reset
        case "!override": .override
        default: nil
        }
    }

    private func position(of node: Node) -> SourcePosition {
        SourcePosition(file: file, line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
    }

    private mutating func admit(_ position: SourcePosition, depth: Int) -> Bool {
        nodes += 1
        guard !isExhausted else { return false }
        guard nodes <= ComposeValueReader.nodeLimit else {
            isExhausted = true
            findings.error(
                .stackSyntax,
                "The file stands for more than \(ComposeValueReader.nodeLimit) values with its aliases written out.",
                fix: "Use fewer aliases inside of anchors.",
                at: SourcePosition(file: file, line: 1, column: 1)
            )
            return false
        }
        guard depth <= YAMLText.depthLimit else {
            isExhausted = true
            YAMLText.tooDeep(at: position, &findings)
            return false
        }
        return true
    }
}
