package import Domain

extension ClassifiedHost {
    /// The verdict on an address as one line, `protected floor` or `protected used_by_protected +shared`; `absent`
    /// where the host holds no such resource.
    package func verdict(_ address: String) -> String {
        guard let found = resources.first(where: { $0.address.description.hasSameBytes(as: address) }) else {
            return "absent"
        }
        let notes = found.notes.map { " +\($0.rawValue)" }.joined()
        return "\(found.class.rawValue) \(found.rule.name.rawValue)\(notes)"
    }
}
