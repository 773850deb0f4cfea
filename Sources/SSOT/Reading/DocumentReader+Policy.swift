import Domain

extension DocumentReader {
    func findingPolicy(_ node: YAMLNode) -> FindingPolicy? {
        guard let fields = Fields<PolicyKey>(node, RootKey.policy.rawValue, values) else { return nil }
        let denied = fields.list(.deny) { node in
            finding(node, "deny").map { FindingPolicy.Denial($0.value, at: $0.position) }
        }
        return FindingPolicy(denied: denied, allowed: fields.list(.allow) { exception($0) })
    }

    private func exception(_ node: YAMLNode) -> FindingPolicy.Exception? {
        guard let fields = Fields<PolicyExceptionKey>(node, "policy.allow[]", values) else { return nil }
        let reason = required(fields, .reason) { fields.name($0) }
        let name = required(fields, .finding) { key in fields[key].flatMap { finding($0, key.rawValue) } }
        let address = required(fields, .address) { key in
            fields[key].flatMap { addressPattern($0, key.rawValue) }
        }
        guard let name, let address, let reason else { return nil }
        return FindingPolicy.Exception(name.value, address.pattern, reason: reason.value, at: name.position)
    }

    /// A word of the closed list: a misspelt one would deny nothing.
    private func finding(_ node: YAMLNode, _ key: String) -> Located<FindingName>? {
        guard let text = values.name(node, key) else { return nil }
        if let name = FindingName(rawValue: text.value) { return Located(name, at: text.position) }
        let known = FindingName.allCases.map(\.rawValue)
        let near = Suggestion.nearest(to: text.value, in: known).map { "Did you mean `\($0)`? " } ?? ""
        faults.error(
            .ssotValue,
            "`\(key)` names no finding: `\(Legibility.printable(text.value))`.",
            fix: "\(near)Known: \(known.sorted().joined(separator: ", ")).",
            at: text.position
        )
        return nil
    }
}
