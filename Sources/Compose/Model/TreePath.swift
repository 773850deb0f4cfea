import Domain

/// Where a value stands in the tree: its keys from the root, `[]` for any element of a list.
///
/// As a pattern, `*` stands for any one key; an element of a list is a part like any other.
struct TreePath: Sendable, Hashable {
    private(set) var parts: [String]

    /// - Parameter dotted: `services.*.ports`; the empty text is the root.
    init(_ dotted: String = "") {
        parts = dotted.split(separator: ".").map { String($0) }
    }

    func appending(_ part: String) -> TreePath {
        var path = self
        path.parts.append(part)
        return path
    }

    func matches(_ pattern: TreePath) -> Bool {
        parts.count == pattern.parts.count
            && zip(parts, pattern.parts).allSatisfy { $1 == "*" || $0.hasSameBytes(as: $1) }
    }
}

extension TreePath: CustomStringConvertible {
    /// `services.web.ports[]`, as messages print it.
    var description: String {
        parts.joined(separator: ".").replacing(".[]", with: "[]")
    }
}
