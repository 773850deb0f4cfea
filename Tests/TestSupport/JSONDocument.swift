import Foundation

/// JSON as Foundation reads it: a second opinion on documents that the program under test writes.
@dynamicMemberLookup
package enum JSONDocument: Sendable, Equatable {
    case object([String: JSONDocument])
    case array([JSONDocument])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
    /// What looking up a member that is not there gives.
    case absent

    package init(parsing text: String) throws {
        self.init(try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
    }

    private init(_ value: Any) {
        switch value {
        case let value as [String: Any]: self = .object(value.mapValues { JSONDocument($0) })
        case let value as [Any]: self = .array(value.map { JSONDocument($0) })
        case let value as String: self = .string(value)
        case let value as NSNumber where value.isBoolean: self = .bool(value.boolValue)
        case let value as NSNumber: self = .number(value.doubleValue)
        default: self = .null
        }
    }

    package subscript(dynamicMember key: String) -> JSONDocument { self[key] }

    package subscript(key: String) -> JSONDocument {
        if case .object(let members) = self { members[key] ?? .absent } else { .absent }
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var int: Int? { if case .number(let value) = self { Int(exactly: value) } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The elements; empty for what is no array.
    package var array: [JSONDocument] { if case .array(let value) = self { value } else { [] } }
    /// The members; empty for what is no object.
    package var object: [String: JSONDocument] { if case .object(let value) = self { value } else { [:] } }
}

/// Foundation gives `true` and `1` as the same class.
extension NSNumber {
    fileprivate var isBoolean: Bool { String(cString: objCType) == "c" }
}

extension Outcome {
    /// The whole of stdout as exactly one JSON document.
    package func document() throws -> JSONDocument { try JSONDocument(parsing: stdout) }
}
