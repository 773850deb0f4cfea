import Domain

/// Merges one tree onto another by Compose's rules: mappings member by member, lists one behind the other, anything
/// else replaced, and the exceptions of `MergeRule`.
struct TreeMerge {
    private(set) var findings = DiagnosticCollector()

    /// The base with the other tree merged onto it. Both are without merge tags: `MergeTags` has removed from the base
    /// what `!reset` and `!override` name.
    mutating func merge(_ base: ComposeValue, _ over: ComposeValue, at path: TreePath = TreePath()) -> ComposeValue {
        if let rule = MergeRule.of(path) { return merge(base, over, by: rule, at: path) }
        guard !over.isNull else { return base }
        switch (base.kind, over.kind) {
        case (.mapping, .mapping): return mergeMappings(base, over, at: path)
        case (.sequence(let elements), .sequence(let others)):
            var copy = base
            copy.kind = .sequence(elements + others)
            return copy
        case (.mapping, _), (.sequence, _):
            reportShapes(base, over, at: path)
            return base
        case (.null, _), (.bool, _), (.integer, _), (.decimal, _), (.string, _): return over
        }
    }

    mutating func mergeMappings(_ base: ComposeValue, _ over: ComposeValue, at path: TreePath) -> ComposeValue {
        var entries = base.entries
        let index = MemberIndex(entries)
        for entry in over.entries {
            guard let place = index[entry.key] else {
                entries.append(entry)
                continue
            }
            let merged = merge(entries[place].value, entry.value, at: path.appending(entry.key))
            // The place of a member is where it was written last, unless it was merged from both.
            let position = merged.position == entry.value.position ? entry.keyPosition : entries[place].keyPosition
            entries[place] = ComposeValue.Entry(entry.key, at: position, merged)
        }
        return base.with(entries: entries)
    }

    mutating func reportShapes(_ base: ComposeValue, _ over: ComposeValue, at path: TreePath) {
        findings.error(
            .stackValue,
            "`\(path)` cannot be merged: it is \(over.shape) here and \(base.shape) at \(base.position).",
            fix: "Write both in the same form, or put `!override` before the value here.",
            at: over.position
        )
    }
}

extension ComposeValue {
    /// What messages call it.
    var shape: String {
        switch kind {
        case .null: "empty"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .bool, .integer, .decimal, .string: "a single value"
        }
    }
}

/// `!reset` and `!override`: what a file takes away from everything that it merges onto.
enum MergeTags {
    /// The target without the members that the tree resets or overrides. Elements of lists cannot be reset.
    static func apply(of tree: ComposeValue, to target: ComposeValue) -> ComposeValue {
        guard tree.isMapping, case .mapping(let entries) = target.kind else { return target }
        let tagged = MemberIndex(tree.entries)
        return target.with(
            entries: entries.compactMap { entry in
                guard let place = tagged[entry.key] else { return entry }
                let own = tree.entries[place].value
                guard own.tag == nil else { return nil }
                return ComposeValue.Entry(entry.key, at: entry.keyPosition, apply(of: own, to: entry.value))
            }
        )
    }

    /// The tree as a file without such tags would give it: members that are reset are not there.
    static func stripped(_ tree: ComposeValue) -> ComposeValue {
        var copy = tree
        copy.tag = nil
        switch tree.kind {
        case .mapping(let entries):
            copy.kind = .mapping(
                entries.filter { $0.value.tag != .reset }.map {
                    ComposeValue.Entry($0.key, at: $0.keyPosition, stripped($0.value))
                }
            )
        case .sequence(let elements):
            copy.kind = .sequence(elements.filter { $0.tag != .reset }.map(stripped))
        case .null, .bool, .integer, .decimal, .string: break
        }
        return copy
    }
}

/// Finds members by name without walking all of them each time.
struct MemberIndex {
    private var places: [[UInt8]: Int]

    init(_ entries: [ComposeValue.Entry]) {
        places = Dictionary(firstWins: entries.enumerated().map { (Array($0.element.key.utf8), $0.offset) })
    }

    subscript(key: String) -> Int? { places[Array(key.utf8)] }
}
