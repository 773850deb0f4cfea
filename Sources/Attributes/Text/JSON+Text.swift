import Domain

/// How a value of the Engine becomes canonical text; `nil` is silence.
extension JSON {
    static var nothing: JSON { .object([]) }

    /// A text that is not empty; a reference stands for what it becomes, a secret for its digest.
    var text: String? {
        if let string { return string.isEmpty ? nil : string }
        switch BodyReference(self) {
        case .container(let name, let prefix): return prefix + name
        case .secret(_, let hmac, _): return hmac
        case .composeHash, nil: return nil
        }
    }

    /// A number, zero too.
    var number: String? { integer.map { String($0) } }

    /// A number that is not zero.
    var count: String? { integer.flatMap { $0 == 0 ? nil : String($0) } }

    /// `true`, and silence for `false`.
    var truth: String? { bool == true ? "true" : nil }

    /// The texts of a list that are not empty.
    var texts: [String] { array?.compactMap(\.text) ?? [] }

    func texts(_ key: String) -> [String] { self[key]?.texts ?? [] }

    func list(_ key: String) -> [JSON] { self[key]?.array ?? [] }

    func map(_ key: String) -> [Member] { self[key]?.members ?? [] }
}

/// Lists as one text; an empty one is silence.
enum TextList {
    static func ordered(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ", ") }

    /// Sorted, each once: where the order says nothing.
    static func set(_ texts: [String], separator: String) -> String? {
        var last: String?
        let unique = texts.sortedByBytes().filter { text in
            defer { last = text }
            return last?.hasSameBytes(as: text) != true
        }
        return unique.isEmpty ? nil : unique.joined(separator: separator)
    }

    static func set(_ texts: [String]) -> String? { set(texts, separator: ", ") }
}

extension String {
    /// The two sides of the first separator; `nil` where there is none.
    func cut(at separator: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> (head: String, tail: String)? {
        let place = utf8.firstIndex { byte in
            byte == UInt8(ascii: separator) || other.map { byte == UInt8(ascii: $0) } == true
        }
        guard let place else { return nil }
        return (String(Substring(utf8[..<place])), String(Substring(utf8[utf8.index(after: place)...])))
    }

    /// The shortest path that names the same, by its text alone: `/srv//app/../other/` is `/srv/other`.
    package var cleanPath: String {
        let isAbsolute = utf8.first == UInt8(ascii: "/")
        var parts: [Substring] = []
        for part in split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute ? "/\(joined)" : joined.isEmpty ? "." : joined
    }
}

extension AttributeSet {
    /// A member of a family.
    subscript(family: AttributeFamily, member: String) -> String? {
        get { self[AttributeKey(family, member)] }
        set { self[AttributeKey(family, member)] = newValue }
    }
}
