/// Splits Swift source into code and the contents of its string literals; comments vanish.
///
/// Newlines stay in the code, so that lines keep their numbers. What stands in `\(…)` is code.
struct Lexer {
    private(set) var code = ""
    /// The contents of string literals with the lines that they begin on.
    private(set) var literals: [(text: String, line: Int)] = []
    private let source: [Character]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        source = Array(text)
        readCode(untilParenthesis: false)
    }

    private var current: Character? { index < source.count ? source[index] : nil }

    private func begins(_ text: String) -> Bool { source[index...].starts(with: text) }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < source.count {
            if source[index].isNewline { line += 1 }
            index += 1
        }
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while let character = current {
            if begins("//") {
                skipLine()
            } else if begins("/*") {
                skipBlock()
            } else if character == "\"" || startsRawString {
                readString()
            } else {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                if untilParenthesis, depth < 0 { return }
                code.append(character)
                advance()
            }
        }
    }

    private mutating func skipLine() { while let character = current, !character.isNewline { advance() } }

    private mutating func skipBlock() {
        var depth = 0
        repeat {
            if begins("/*") { depth += 1 }
            if begins("*/") { depth -= 1 }
            let isMark = begins("/*") || begins("*/")
            if current?.isNewline == true { code.append("\n") }
            advance(isMark ? 2 : 1)
        } while depth > 0 && current != nil
    }

    private var startsRawString: Bool {
        guard current == "#" else { return false }
        return source[index...].first { $0 != "#" } == "\""
    }

    private mutating func readString() {
        var hashes = ""
        while current == "#" {
            hashes.append("#")
            advance()
        }
        let quotes = begins("\"\"\"") ? "\"\"\"" : "\""
        let start = line
        var text = ""
        advance(quotes.count)
        code.append("\"")
        while current != nil, !begins(quotes + hashes) { readStringPart(hashes, &text) }
        advance(quotes.count + hashes.count)
        code.append("\"")
        literals.append((text, start))
    }

    private mutating func readStringPart(_ hashes: String, _ text: inout String) {
        if begins("\\" + hashes + "(") {
            advance(hashes.count + 2)
            readCode(untilParenthesis: true)
            advance()
        } else if begins("\\" + hashes) {
            advance(hashes.count + 2)
        } else {
            if current?.isNewline == true { code.append("\n") }
            current.map { text.append($0) }
            advance()
        }
    }
}
