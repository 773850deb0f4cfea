internal import Domain

/// How values stand in a plan that people read.
enum SealedText {
    static func shown(_ value: String) -> String { isSealed(value) ? "(sealed)" : value }

    /// Whether a value is a keyed digest or holds one.
    static func isSealed(_ value: String) -> Bool { value.contains(AttributeSet.sealedPrefix) }
}

enum ShortID {
    /// Twelve digits, as docker prints an image's ID.
    static func text(_ id: String) -> String {
        let digits = id.utf8.starts(with: "sha256:".utf8) ? id.utf8.dropFirst(7) : id.utf8[...]
        return String(decoding: digits.prefix(12), as: UTF8.self)
    }
}
