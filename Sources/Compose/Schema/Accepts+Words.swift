import Domain

extension Shape.Accepts {
    /// The accepted types in words.
    var described: String {
        var words: [String] = []
        if contains(.text) { words.append("a text") }
        if contains(.decimal) {
            words.append("a number")
        } else if contains(.integer) {
            words.append("a whole number")
        }
        if contains(.flag) { words.append("true or false") }
        return words.joined(separator: " or ")
    }

    func fix(for value: ComposeValue) -> String {
        switch value.kind {
        case .null: "Write a value, or delete the key."
        case .bool, .integer, .decimal: contains(.text) ? "Put the value in quotes." : "Write \(described)."
        case .string, .sequence, .mapping: "Write \(described)."
        }
    }
}

extension Shape.Pattern {
    var name: String {
        switch self {
        case .containerName: "name for a container"
        case .pullPolicy: "pull policy"
        }
    }

    var fix: String {
        switch self {
        case .containerName: "Start with a letter or digit, and go on with letters, digits, `_`, `.` and `-`."
        case .pullPolicy: "Write always, missing, never, build, daily, weekly or every_<duration>."
        }
    }

    func matches(_ text: String) -> Bool {
        switch self {
        case .containerName: Self.isContainerName(text)
        case .pullPolicy: Self.isPullPolicy(text)
        }
    }

    /// The Engine's own rule, which is stricter than Compose's: Compose lets through what the Engine refuses later.
    private static func isContainerName(_ text: String) -> Bool {
        let isLetterOrDigit: (UInt8) -> Bool = { byte in
            Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
        }
        guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count > 1 else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "_.-".utf8.contains($0) }
    }

    private static func isPullPolicy(_ text: String) -> Bool {
        let words = ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"]
        return words.contains(text)
            || (text.hasBytePrefix("every_") && GoDuration.parse(String(text.dropFirst(6))) != nil)
    }
}
