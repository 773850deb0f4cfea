/// A JSON value that keeps what the bytes said: members in their order, integers exact, no floating point.
///
/// It serves plan files, log entries, snapshots and the Engine's answers, because all of them need what Foundation's
/// coders do not give: one canonical spelling, no silent duplicate members, no lenient numbers.
package indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction, an exponent or too many digits, as it was written. We never write one of our own.
    case decimal(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSON

        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }
}

extension JSON {
    /// The member of that name, or `nil` for a missing one, for `null`, and for a value that is no object.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        guard let value = members.first(where: { $0.key.hasSameBytes(as: key) })?.value else { return nil }
        return value == .null ? nil : value
    }

    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var array: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    package var members: [Member]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// An array of strings.
    package static func strings(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }

    /// A string, or `null` for `nil`: in everything that we write, absent is `null`.
    package static func optional(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

    package static func optional(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }

    package static func number(_ value: Int) -> JSON { .integer(Int64(value)) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }

    package init(stringLiteral value: String) { self = .string(value) }

    package init(arrayLiteral elements: JSON...) { self = .array(elements) }

    package init(booleanLiteral value: Bool) { self = .bool(value) }

    package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSON {
    /// The same value with the members of every object in the order in which the canonical writer puts them. What was
    /// built in another order and what was read back are then equal.
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
