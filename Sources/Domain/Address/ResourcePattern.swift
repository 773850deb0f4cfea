/// How people name resources on the command line: by an address, a name, an ID of at least 12 digits, or a glob over
/// addresses or names.
package struct ResourcePattern: Sendable, Hashable, CustomStringConvertible {
    private let glob: Glob

    /// Docker's own length of a short ID, in hexadecimal digits.
    private static let shortIDLength = 12

    package init(_ text: String) { glob = Glob(text) }

    package var description: String { glob.pattern }

    /// `id`: the Engine's ID, or the name of what has none; empty where there is no object yet.
    package func fits(_ address: Address, id: String) -> Bool {
        glob.matches(address.description) || glob.matches(address.name) || isBeginning(of: id)
    }

    private func isBeginning(of id: String) -> Bool {
        let digits = description.text(after: "sha256:") ?? description
        guard digits.utf8.count >= ResourcePattern.shortIDLength, digits.utf8.isLowercaseHex else { return false }
        return (id.text(after: "sha256:") ?? id).hasBytePrefix(digits)
    }

    /// Refuses a pattern that fits nothing: it is probably misspelt, and would silently select or exclude nothing.
    ///
    /// - Parameter known: The addresses that there are, with their IDs.
    /// - Returns: What to say; `nil` where it fits one of them.
    package func objection(among known: [(address: Address, id: String)]) -> Diagnostic? {
        guard !known.contains(where: { fits($0.address, id: $0.id) }) else { return nil }
        let spellings = known.map(\.address.description) + known.map(\.address.name)
        let near = Suggestion.nearest(to: description, in: spellings, limit: 3)
        return Diagnostic(
            .selectionIdle,
            "Nothing here is called '\(description)'",
            fix: (near.map { "Did you mean '\($0)'? " } ?? "") + "See the addresses with 'reconcile audit'."
        )
    }
}

extension ClassifiedHost {
    /// What to say of patterns that fit nothing that is there, missing, or among these others.
    package func objections(to patterns: [ResourcePattern], besides others: [Address] = []) -> [Diagnostic] {
        guard !patterns.isEmpty else { return [] }
        let known = resources.map { ($0.address, $0.id) } + (missing + others).map { ($0, "") }
        return patterns.compactMap { $0.objection(among: known) }
    }
}
