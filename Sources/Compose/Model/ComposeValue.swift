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
