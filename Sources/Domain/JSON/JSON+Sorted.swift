extension JSON {
    /// The same value with the members of every object in the order in which ``bytes(_:)`` writes them. What was built in
    /// another order and what was read back are then equal.
    package var sorted: JSON {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let members):
            .object(
                members.sorted { $0.key.precedesInBytes($1.key) }.map { Member($0.key, $0.value.sorted) }
            )
        case .null, .bool, .integer, .decimal, .string: self
        }
    }
}
