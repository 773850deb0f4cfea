/// Why a JSON value has not the shape that a format asks for, and where. No case quotes a value, which may be a secret.
package enum JSONShapeFault: Error, Sendable, Hashable {
    case missingKey(path: String)
    case unknownKey(path: String)
    case duplicateKey(path: String)
    case wrongType(path: String, expected: String)
    /// A word outside a closed list.
    case unknownWord(path: String, allowed: [String])

    /// `plan.actions[3].steps[0].op`; empty for the whole document.
    package var path: String {
        switch self {
        case .missingKey(let path), .unknownKey(let path), .duplicateKey(let path), .wrongType(let path, _),
            .unknownWord(let path, _):
            path
        }
    }
}

extension JSONShapeFault: CustomStringConvertible {
    /// The fault in one sentence, with its path.
    package var description: String { "\(path.isEmpty ? "the document" : path) \(problem)" }

    private var problem: String {
        switch self {
        case .missingKey: "is missing"
        case .unknownKey: "is not a key of this format"
        case .duplicateKey: "stands twice"
        case .wrongType(_, let expected): "must be \(expected)"
        case .unknownWord(_, let allowed): "must be one of \(allowed.joined(separator: ", "))"
        }
    }
}
