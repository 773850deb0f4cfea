import Domain

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
        places = Dictionary(
            entries.enumerated().map { (Array($0.element.key.utf8), $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    subscript(key: String) -> Int? { places[Array(key.utf8)] }
}
