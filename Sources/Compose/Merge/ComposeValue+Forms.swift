import Domain

/// Conversions between the list form and the mapping form of a value.
extension ComposeValue {
    enum NewMember {
        case nothing
        case started
    }

    /// `{A: 1, B: }` as `[A=1, B]`, sorted; a single text as a list of one.
    var asSequence: [ComposeValue] {
        switch kind {
        case .sequence(let elements): elements
        case .string: [self]
        case .mapping(let entries):
            entries.flatMap { $0.assignments }.sorted { ($0.string ?? "").precedesInBytes($1.string ?? "") }
        case .null, .bool, .integer, .decimal: []
        }
    }

    /// `[a, b]` as `{a: …, b: …}`.
    func asMapping(_ member: NewMember) -> ComposeValue {
        guard case .sequence(let elements) = kind else { return self }
        guard elements.allSatisfy({ $0.string != nil }) else { return self }
        var mapping = ComposeValue(.mapping([]), at: position)
        for element in elements {
            let value = ComposeValue(.null, at: element.position)
            let members: [(String, ComposeValue)] = [
                ("condition", value.derived(.string("service_started"))), ("required", value.derived(.bool(true))),
            ]
            mapping = mapping.setting(
                element.string ?? "",
                member == .started ? value.derived(members: members) : value
            )
        }
        return mapping
    }

    /// A single text as the member of that name.
    func asMember(_ key: String) -> ComposeValue {
        string == nil ? self : derived(members: [(key, self)])
    }

    /// As `fmt.Sprint` writes it into `NAME=value`.
    fileprivate var sprinted: String {
        switch kind {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let text): GoNumber.sprint(text)
        case .string(let text): text
        case .sequence(let elements): "[" + elements.map(\.sprinted).joined(separator: " ") + "]"
        case .mapping(let entries):
            "map[" + entries.map { "\($0.key):\($0.value.sprinted)" }.joined(separator: " ") + "]"
        }
    }
}

extension ComposeValue.Entry {
    /// `NAME=value`, once for each element of a list, and `NAME` alone where there is no value.
    fileprivate var assignments: [ComposeValue] {
        switch value.kind {
        case .null: [ComposeValue(.string(key), at: keyPosition)]
        case .sequence(let elements): elements.map { $0.derived(.string("\(key)=\($0.sprinted)")) }
        case .mapping, .bool, .integer, .decimal, .string: [value.derived(.string("\(key)=\(value.sprinted)"))]
        }
    }
}
