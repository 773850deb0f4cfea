import Domain

/// Walks a JSON Schema and makes one entry of each key.
struct SchemaWalk {
    let definitions: JSON

    func entries(of node: JSON, at path: String) -> [SchemaEntry] {
        let node = resolved(node)
        let prefix = path.isEmpty ? "" : path + "."
        let named = (node["properties"]?.members ?? []).map { ($0.key, $0.value) }
        let patterned = (node["patternProperties"]?.members ?? []).map { (SchemaWalk.wildcard($0.key), $0.value) }
        let others = node["additionalProperties"].flatMap { $0.members == nil ? nil : ("*", $0) }
        let required = Set((node["required"]?.array ?? []).compactMap(\.string))
        let own = (named + patterned + [others].compactMap(\.self)).flatMap { key, value in
            entries(ofKey: prefix + key, value, isRequired: required.contains(key))
        }
        let choices = ["oneOf", "anyOf", "allOf"].flatMap { node[$0]?.array ?? [] }
        return own + choices.flatMap { entries(of: $0, at: path) }
    }

    private func entries(ofKey key: String, _ node: JSON, isRequired: Bool) -> [SchemaEntry] {
        let whole = resolved(node)
        let entry = SchemaEntry(
            key: key,
            type: type(of: whole),
            facts: (isRequired ? ["required"] : []) + facts(of: whole),
            description: node["description"]?.string ?? whole["description"]?.string ?? ""
        )
        let items = whole["items"].map { entries(of: $0, at: key + "[]") } ?? []
        return [entry] + entries(of: whole, at: key) + items
    }

    /// With what it refers to, and what it combines; its own words first.
    private func resolved(_ node: JSON) -> JSON {
        let parts = (node["$ref"]?.string).flatMap(definition).map { [$0] } ?? []
        let all = parts + (node["allOf"]?.array ?? []).map(resolved)
        guard !all.isEmpty else { return node }
        let own = (node.members ?? []).filter { !["$ref", "allOf"].contains($0.key) }
        let known = Set(own.map(\.key))
        return .object(own + all.flatMap { $0.members ?? [] }.filter { !known.contains($0.key) })
    }

    private func definition(_ reference: String) -> JSON? {
        reference.split(separator: "/").last.flatMap { definitions[String($0)] }.map(resolved)
    }

    /// In a person's words: a text may be written without quotes, so that a number or a truth value is one too.
    private func type(of node: JSON) -> String {
        if let words = node["enum"]?.array { return words.map { $0.string ?? $0.text }.joined(separator: " or ") }
        if let choices = (node["oneOf"] ?? node["anyOf"])?.array, node["type"] == nil {
            return unique(choices.map { type(of: resolved($0)) }).joined(separator: " or ")
        }
        if let items = node["items"] { return "list of \(type(of: resolved(items)))" }
        let types = node["type"]?.array?.compactMap(\.string) ?? [node["type"]?.string].compactMap(\.self)
        if types.contains("string"), !types.contains("null") { return "text" }
        return unique(types.map { SchemaWalk.words[$0] ?? $0 }).joined(separator: " or ")
    }

    private func facts(of node: JSON) -> [String] {
        let bounds = [
            node["minimum"]?.integer.map { "at least \($0)" }, node["maximum"]?.integer.map { "at most \($0)" },
        ]
        return [node["default"].map { "default \($0.text)" }].compactMap(\.self) + bounds.compactMap(\.self)
    }

    private func unique(_ words: [String]) -> [String] {
        words.enumerated().filter { index, word in !words[..<index].contains(word) && !word.isEmpty }.map(\.element)
    }

    private static let words = [
        "integer": "whole number", "boolean": "true or false", "object": "mapping", "null": "null", "array": "list",
    ]

    /// `^odoo_.+$` as `odoo_*`.
    private static func wildcard(_ pattern: String) -> String {
        let bare = pattern.unicodeScalars.filter { !"^$".unicodeScalars.contains($0) }
        return String(String.UnicodeScalarView(bare)).replacing(".+", with: "*")
    }
}

extension JSON {
    fileprivate var text: String { string ?? bool.map { $0 ? "true" : "false" } ?? integer.map(String.init) ?? "…" }
}
