package import Domain

/// A value of a Compose file with its place, from the YAML text through interpolation and merging to the final model.
package struct ComposeValue: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case null
        case bool(Bool)
        case integer(Int64)
        /// A number with a fraction or an exponent, in Go's shortest spelling: no floating point of our own.
        case decimal(String)
        case string(String)
        case sequence([ComposeValue])
        /// Keys in the order of the file, each once.
        case mapping([Entry])
    }

    package struct Entry: Sendable, Hashable {
        package let key: String
        package let keyPosition: SourcePosition
        package let value: ComposeValue

        package init(_ key: String, at keyPosition: SourcePosition, _ value: ComposeValue) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// `!reset` and `!override`, which only merging understands.
    package enum MergeTag: Sendable, Hashable {
        case reset
        case override
    }

    /// Where a scalar's text came from, other than the Compose files themselves: what may be a secret.
    package enum Origin: Sendable, Hashable, Comparable {
        /// A variable of the shell, `--env-file` or `.env`, by name.
        case variable(String)
        /// A service's `env_file`, by its path as written.
        case envFile(String)
    }

    package var kind: Kind
    package var position: SourcePosition
    package var tag: MergeTag?
    /// Empty for what stands literally in a Compose file.
    package var origins: Set<Origin>

    package init(
        _ kind: Kind,
        at position: SourcePosition,
        tag: MergeTag? = nil,
        origins: Set<Origin> = []
    ) {
        self.kind = kind
        self.position = position
        self.tag = tag
        self.origins = origins
    }
}

extension ComposeValue {
    /// The member of that name; `nil` for a missing one and for a value that is no mapping.
    package subscript(key: String) -> ComposeValue? {
        entries.first { $0.key.hasSameBytes(as: key) }?.value
    }

    /// The entries of a mapping; none for anything else.
    package var entries: [Entry] {
        guard case .mapping(let entries) = kind else { return [] }
        return entries
    }

    /// The elements of a sequence; none for anything else.
    package var elements: [ComposeValue] {
        guard case .sequence(let elements) = kind else { return [] }
        return elements
    }

    package var string: String? {
        guard case .string(let text) = kind else { return nil }
        return text
    }

    package var isNull: Bool { kind == .null }
}

extension ComposeValue {
    /// The value as `docker compose config --format json` prints it, but for the doubled dollar signs.
    package var json: JSON { json(text: { $0 }) }

    /// The value with every `$` doubled, as it must stand in a Compose file, where a single one begins a variable.
    package var jsonForCompose: JSON { json(text: { $0.replacing("$", with: "$$") }) }

    private func json(text: (String) -> String) -> JSON {
        switch kind {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .decimal(let number): .decimal(number)
        case .string(let value): .string(text(value))
        case .sequence(let elements): .array(elements.map { $0.json(text: text) })
        case .mapping(let entries): .object(entries.map { JSON.Member($0.key, $0.value.json(text: text)) })
        }
    }
}

/// Where a value stands in the tree: its keys from the root, `[]` for any element of a list.
///
/// As a pattern, `*` stands for any one key; an element of a list is a part like any other.
struct TreePath: Sendable, Hashable {
    private(set) var parts: [String]

    /// - Parameter dotted: `services.*.ports`; the empty text is the root.
    init(_ dotted: String = "") {
        parts = dotted.split(separator: ".").map { String($0) }
    }

    func appending(_ part: String) -> TreePath {
        var path = self
        path.parts.append(part)
        return path
    }

    func matches(_ pattern: TreePath) -> Bool {
        parts.count == pattern.parts.count
            && zip(parts, pattern.parts).allSatisfy { $1 == "*" || $0.hasSameBytes(as: $1) }
    }
}

extension TreePath: CustomStringConvertible {
    /// `services.web.ports[]`, as messages print it.
    var description: String {
        parts.joined(separator: ".").replacing(".[]", with: "[]")
    }
}
