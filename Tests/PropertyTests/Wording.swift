/// The oracle's own understanding of names and patterns: recursive and slow, on Unicode scalars.
enum Wording {
    static func fits(_ pattern: String, _ text: String) -> Bool {
        fits(pattern.unicodeScalars[...], text.unicodeScalars[...])
    }

    private static func fits(_ pattern: Substring.UnicodeScalarView, _ text: Substring.UnicodeScalarView) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            if rest.isEmpty { return true }
            return fits(rest, text) || (!text.isEmpty && fits(pattern, text.dropFirst()))
        }
        guard let letter = text.first, first == "?" || first == letter else { return false }
        return fits(rest, text.dropFirst())
    }

    /// ASCII letters small; dash, underscore and dot one.
    static func loosely(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "_" || scalar == "." {
                result.append("-")
            } else if ("A"..."Z").contains(scalar) {
                result.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    static func looselyFits(_ pattern: String, _ text: String) -> Bool { fits(loosely(pattern), loosely(text)) }

    static func beginsLoosely(_ prefix: String, _ text: String) -> Bool { fits(loosely(prefix) + "*", loosely(text)) }

    /// `registry/path`, `path` and `tag` of a reference.
    static func parts(_ reference: String) -> (whole: String, path: String, tag: String) {
        var pieces = reference.components("@")[0].components("/")
        let last = pieces.removeLast().components(":")
        let tag = last.count > 1 ? last[last.count - 1] : "latest"
        pieces.append(last[0])
        let isRegistry = pieces.count > 1 && (pieces[0] == "localhost" || pieces[0].contains { $0 == "." || $0 == ":" })
        let path = isRegistry ? Array(pieces.dropFirst()) : pieces
        return (pieces.joined(separator: "/"), path.joined(separator: "/"), tag)
    }

    /// The reference in the short form that docker prints.
    static func short(_ reference: String) -> String {
        let parts = parts(reference)
        return "\(shortRepository(parts.whole)):\(parts.tag)"
    }

    static func shortRepository(_ whole: String) -> String {
        var pieces = whole.components("/")
        if pieces.count > 1, pieces[0] == "docker.io" || pieces[0] == "index.docker.io" {
            pieces.removeFirst()
            if pieces.count > 1, pieces[0] == "library" { pieces.removeFirst() }
        }
        return pieces.joined(separator: "/")
    }

    static func isHex(_ text: String) -> Bool { text.allSatisfy { "0123456789abcdef".contains($0) } }

    static func words(_ text: String) -> [String] {
        var words = [""]
        for letter in text.lowercased() {
            if letter.isLetter || letter.isNumber { words[words.count - 1].append(letter) } else { words.append("") }
        }
        return words
    }
}

extension String {
    func components(_ separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
