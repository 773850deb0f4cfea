import Compose
import Domain

/// A JSON object in the making. What is zero is left out: the Engine reads it like what is absent, and people read
/// less.
struct JSONObjectBuilder {
    private(set) var members: [JSON.Member] = []

    var json: JSON { .object(members) }

    var isEmpty: Bool { members.isEmpty }

    /// Sets a member unless it is nothing, zero or empty.
    mutating func set(_ key: String, _ value: JSON?) {
        guard let value, !JSONObjectBuilder.isZero(value) else { return }
        members.append(JSON.Member(key, value))
    }

    mutating func set(_ key: String, _ text: String?) { set(key, text.map { .string($0) }) }

    mutating func set(_ key: String, _ number: Int64?) { set(key, number.map { .integer($0) }) }

    mutating func set(_ key: String, _ flag: Bool) { set(key, .bool(flag)) }

    mutating func set(_ key: String, _ texts: [String]) { set(key, .strings(texts)) }

    mutating func set(_ key: String, _ body: JSONObjectBuilder) { set(key, body.json) }

    /// Sets a member whose zero says something else than its absence.
    mutating func keep(_ key: String, _ value: JSON) { members.append(JSON.Member(key, value)) }

    mutating func add(_ other: JSONObjectBuilder) { members += other.members }

    private static func isZero(_ value: JSON) -> Bool {
        switch value {
        case .null, .integer(0), .bool(false), .string(""): true
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .integer, .bool, .string, .decimal: false
        }
    }
}
