import Domain

/// Values of attributes as people read them.
enum ValueWords {
    static let sealed = "(sealed)"

    /// What the word means; it stands once, at the foot of a report that shows it.
    static let explanation =
        "(sealed): a value from a variable or an env file, or one that looks like a secret. The plan holds a keyed digest "
        + "of it; apply reads the value itself, and refuses another one."

    /// In units, in quotes, escaped for a terminal; a sealed value without quotes.
    static func shown(_ value: String, of attribute: AttributeKey) -> String {
        guard !isSealed(value) else { return sealed }
        return terminalName(quoted(masked(ReadableValue.text(value, of: attribute))))
    }

    static func isSealed(_ value: String) -> Bool {
        value == sealed || AttributeSet.isSealed(value) && masked(value) == sealed
    }

    /// With every digest in it replaced, also one whose key is not here: `["psql", "(sealed)"]`.
    static func masked(_ value: String) -> String {
        let parts = value.split(separator: AttributeSet.sealedPrefix, omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(parts.first.map(String.init) ?? "") { text, part in
            text + sealed + (part.text(after: "unknown") ?? String(part.drop { $0.isHexDigit }))
        }
    }

    /// Quotes within the value are escaped, so that it cannot pretend to end and be followed by another value.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
