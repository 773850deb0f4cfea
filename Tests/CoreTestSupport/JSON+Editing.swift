package import Domain

extension JSON {
    /// The same value with one place changed: `edit` gets what stands at `path` (`nil` for a new key), and what it
    /// returns takes its place (`nil` takes the key away). Numbers in the path are positions in lists.
    package func editing(_ path: String, _ edit: (JSON?) -> JSON?) -> JSON {
        editing(path.split(separator: ".").map(String.init)[...], edit) ?? .null
    }

    package func setting(_ path: String, to value: JSON) -> JSON { editing(path) { _ in value } }

    package func removing(_ path: String) -> JSON { editing(path) { _ in nil } }

    private func editing(_ path: ArraySlice<String>, _ edit: (JSON?) -> JSON?) -> JSON? {
        guard let key = path.first else { return edit(self) }
        let rest = path.dropFirst()
        if case .array(var elements) = self, let index = Int(key) {
            elements[index] = elements[index].editing(rest, edit) ?? .null
            return .array(elements)
        }
        var edited = (members ?? []).filter { $0.key != key }
        let old = members?.first { $0.key == key }?.value
        let new = rest.isEmpty ? edit(old) : (old ?? .null).editing(rest, edit)
        if let new { edited.append(Member(key, new)) }
        return .object(edited)
    }
}
