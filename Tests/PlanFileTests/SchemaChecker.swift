import Domain

/// The part of JSON Schema that the plan's schema uses. A keyword that it does not know is a finding, so that the
/// schema cannot say more than is checked.
struct SchemaChecker {
    let schema: JSON
    /// Names of `$defs` that a value was checked against.
    private(set) var used: Set<String> = []
    private(set) var findings: [String] = []

    init(_ schema: JSON) { self.schema = schema }

    mutating func check(_ value: JSON) { check(value, schema, at: "$") }

    private mutating func check(_ value: JSON, _ rule: JSON, at path: String) {
        for keyword in rule.members ?? [] { check(value, keyword, rule, at: path) }
    }

    private mutating func check(_ value: JSON, _ keyword: JSON.Member, _ rule: JSON, at path: String) {
        switch keyword.key {
        case "$ref": follow(keyword.value.string ?? "", value, at: path)
        case "oneOf": checkOneOf(value, keyword.value.array ?? [], at: path)
        case "type": demand(types(keyword.value).contains(type(of: value)), "type", at: path)
        case "const": demand(value == keyword.value, "const", at: path)
        case "enum": demand(keyword.value.array?.contains(value) == true, "enum", at: path)
        case "properties": checkMembers(value, keyword.value, at: path)
        case "items":
            for (index, element) in (value.array ?? []).enumerated() {
                check(element, keyword.value, at: "\(path)[\(index)]")
            }
        case "minItems": demand(value.array.map { $0.count >= 1 } ?? true, "minItems", at: path)
        case "minLength": demand(value.string.map { !$0.isEmpty } ?? true, "minLength", at: path)
        case "minimum": demand(value.integer.map { $0 >= keyword.value.integer ?? .max } ?? true, "minimum", at: path)
        case "maximum": demand(value.integer.map { $0 <= keyword.value.integer ?? .min } ?? true, "maximum", at: path)
        case "pattern": checkPattern(value, keyword.value.string ?? "", at: path)
        case "required", "additionalProperties", "description", "title", "$schema", "$defs": break
        default: findings.append("\(path): keyword \(keyword.key)")
        }
    }

    /// The keys that the schema lists are the keys that were written, both ways.
    private mutating func checkMembers(_ value: JSON, _ properties: JSON, at path: String) {
        let written = (value.members ?? []).map(\.key).sortedByBytes()
        demand(written == (properties.members ?? []).map(\.key).sortedByBytes(), "properties", at: path)
        for property in properties.members ?? [] {
            guard let member = value.members?.first(where: { $0.key == property.key }) else { continue }
            check(member.value, property.value, at: "\(path).\(property.key)")
        }
    }

    private mutating func checkOneOf(_ value: JSON, _ choices: [JSON], at path: String) {
        let tried = choices.map { choice in
            var checker = SchemaChecker(schema)
            checker.check(value, choice, at: path)
            return checker
        }
        let fitting = tried.filter(\.findings.isEmpty)
        demand(fitting.count == 1, "oneOf fits \(fitting.count) times", at: path)
        for checker in fitting { used.formUnion(checker.used) }
    }

    private mutating func follow(_ reference: String, _ value: JSON, at path: String) {
        let name = String(reference.split(separator: "/").last ?? "")
        guard let definition = schema["$defs"]?[name] else { return findings.append("\(path): no \(reference)") }
        used.insert(name)
        check(value, definition, at: path)
    }

    private mutating func checkPattern(_ value: JSON, _ pattern: String, at path: String) {
        do {
            let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            demand(value.string.map { $0.firstMatch(of: regex) != nil } ?? true, "pattern", at: path)
        } catch {
            findings.append("\(path): pattern \(pattern) is no regular expression")
        }
    }

    private mutating func demand(_ holds: Bool, _ keyword: String, at path: String) {
        if !holds { findings.append("\(path): \(keyword)") }
    }

    private func types(_ value: JSON) -> [String] { value.array?.compactMap(\.string) ?? [value.string ?? ""] }

    private func type(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .decimal: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
