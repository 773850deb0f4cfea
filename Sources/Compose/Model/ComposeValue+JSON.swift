package import Domain

extension ComposeValue {
    /// The value as `docker compose config --format json` prints it, but for the doubled dollar signs.
    package var json: JSON { json(text: { $0 }) }

    /// The value as a Compose file would have it: a single dollar sign would begin a variable.
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
