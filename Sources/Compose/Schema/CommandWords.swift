/// A command in one string to words, by the rules of Compose's own splitter, which are not a shell's: an unquoted
/// `;`, `&`, `|`, `<` or `>` ends the command, `\n` and `\t` are a line break and a tab even in quotes.
struct CommandWords {
    struct Split: Equatable {
        let words: [String]
        /// Whether the command ended before the text.
        let isCut: Bool
    }

    /// `nil` where a quote, a backquote or `$(` is left open, or a parenthesis stands alone.
    static func split(_ text: String) -> Split? {
        var words = CommandWords()
        for scalar in text.unicodeScalars where !words.isEnded { words.take(scalar) }
        return words.finished.map { Split(words: $0, isCut: words.isEnded) }
    }

    private enum Word { case none, bare, quoted }

    private var words: [String] = []
    private var buffer = String.UnicodeScalarView()
    private var word = Word.none
    private var isEscaped = false
    private var isDouble = false
    private var isSingle = false
    private var isBack = false
    private var isDollar = false
    private var isEnded = false
    private var isBroken = false

    private var finished: [String]? {
        guard !isBroken, !isEscaped, !isDouble, !isSingle, !isBack, !isDollar else { return nil }
        return word == .none ? words : words + [String(buffer)]
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if isEscaped {
            append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar)
            isEscaped = false
        } else if scalar == "\\" {
            if isSingle { buffer.append(scalar) } else { isEscaped = true }
        } else if [" ", "\t", "\r", "\n"].contains(scalar) {
            takeSpace(scalar)
        } else if !takeQuote(scalar), !takeEnd(scalar) {
            takeSubstitution(scalar)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        buffer.append(scalar)
        word = .bare
    }

    private mutating func takeSpace(_ scalar: Unicode.Scalar) {
        if isSingle || isDouble || isBack || isDollar {
            buffer.append(scalar)
        } else if word != .none {
            words.append(String(buffer))
            buffer = String.UnicodeScalarView()
            word = .none
        }
    }

    private mutating func takeQuote(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"" where !isSingle && !isDollar:
            if isDouble { word = .quoted }
            isDouble.toggle()
            return true
        case "'" where !isDouble && !isDollar:
            if isSingle { word = .quoted }
            isSingle.toggle()
            return true
        default: return false
        }
    }

    private mutating func takeEnd(_ scalar: Unicode.Scalar) -> Bool {
        guard [";", "&", "|", "<", ">"].contains(scalar) else { return false }
        guard !isSingle, !isDouble, !isBack, !isDollar else { return false }
        // `2>` takes its number with it.
        if scalar == ">", let first = buffer.first, ("0"..."9").contains(first) { word = .none }
        isEnded = true
        return true
    }

    private mutating func takeSubstitution(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "`" where !isSingle && !isDouble && !isDollar: isBack.toggle()
        case "(" where !isSingle && !isDouble && !isBack:
            if isDollar || buffer.last != "$" { isBroken = true }
            isDollar = true
        case ")" where !isSingle && !isDouble && !isBack:
            if !isDollar { isBroken = true }
            isDollar = false
        default: break
        }
        append(scalar)
    }
}
