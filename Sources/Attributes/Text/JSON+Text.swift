import Domain

/// How a value of the Engine becomes canonical text; `nil` is silence.
extension JSON {
    static var nothing: JSON { .object([]) }

    /// A text that is not empty. A ``BodyReference`` reads as the text that it will become, and a secret as its digest.
    var text: String? {
        if let string { return string.isEmpty ? nil : string }
        switch BodyReference(self) {
        case .container(let name, let prefix): return prefix + name
        case .secret(_, let hmac, _): return hmac
        case nil: return nil
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

    /// For lists whose order has no meaning: sorted, without duplicates.
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
}

extension AttributeSet {
    /// A member of a family.
    subscript(family: AttributeFamily, member: String) -> String? {
        get { self[AttributeKey(family, member)] }
        set { self[AttributeKey(family, member)] = newValue }
    }
}

/// The signals of Linux, by one name each: `15`, `TERM` and `SIGTERM` are the same.
enum Signal {
    static func canonical(_ text: String) -> String {
        let upper = text.uppercased()
        let name = upper.text(after: "SIG") ?? upper
        guard let number = Int(name) ?? number(named: name) else { return text }
        return self.name(of: number) ?? text
    }

    static func isKnown(_ text: String) -> Bool {
        let upper = text.uppercased()
        let name = upper.text(after: "SIG") ?? upper
        return (Int(name) ?? number(named: name)).flatMap(self.name) != nil
    }

    private static let names = [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
        "IO",
        "PWR", "SYS",
    ]

    private static let aliases = ["IOT": 6, "CLD": 17, "POLL": 29, "UNUSED": 31, "RTMIN": 34, "RTMAX": 64]

    private static func number(named name: String) -> Int? {
        if let index = names.firstIndex(of: name) { return index + 1 }
        if let number = aliases[name] { return number }
        if let offset = name.text(after: "RTMIN+").flatMap(Int.init) { return 34 + offset }
        return name.text(after: "RTMAX-").flatMap(Int.init).map { 64 - $0 }
    }

    private static func name(of number: Int) -> String? {
        switch number {
        case 1...names.count: "SIG\(names[number - 1])"
        case 34: "SIGRTMIN"
        case 35...64: "SIGRTMIN+\(number - 34)"
        default: nil
        }
    }
}
