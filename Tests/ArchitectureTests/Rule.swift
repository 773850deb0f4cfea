/// Something that no source file may do. It gives one sentence with a place for each time that it is done.
struct Rule: Sendable, CustomStringConvertible {
    let description: String
    let check: @Sendable (SourceFile) -> [String]

    /// A rule about each line of code by itself.
    static func line(_ description: String, _ isBad: @escaping @Sendable (SourceFile, String) -> Bool) -> Rule {
        Rule(description: description) { file in
            zip(1..., file.lines).filter { isBad(file, $0.1) }.map { "\(file.path):\($0.0)" }
        }
    }

    /// A rule about what stands in string literals.
    static func literal(_ description: String, _ isBad: @escaping @Sendable (SourceFile, String) -> Bool) -> Rule {
        Rule(description: description) { file in
            file.literals.filter { isBad(file, $0.text) }.map { "\(file.path):\($0.line)" }
        }
    }
}

extension String {
    /// Whether the text stands there as a word: no letter, digit or underscore touches its ends.
    func hasWord(_ word: String) -> Bool {
        guard contains(word) else { return false }
        let text = Array(self)
        let letters = Array(word)
        guard text.count >= letters.count else { return false }
        return (0...(text.count - letters.count)).contains { start in
            guard text[start..<(start + letters.count)].elementsEqual(letters) else { return false }
            let before = start == 0 ? " " : text[start - 1]
            let after = start + letters.count == text.count ? " " : text[start + letters.count]
            return !before.isPartOfName && !(after.isPartOfName && (letters.last?.isPartOfName ?? false))
        }
    }
}

extension Character {
    var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
