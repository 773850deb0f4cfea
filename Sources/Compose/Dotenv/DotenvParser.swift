import Domain

/// The statements of one env file, one after the other: `NAME=value`, `export NAME: value`, or a bare `NAME`.
struct DotenvParser {
    let text: [Unicode.Scalar]
    let file: String
    private let earlier: [String: String]
    private let lookup: (String) -> String?
    var index = 0
    private var table = DotenvTable()
    private var size = 0
    var diagnostics: [Diagnostic] = []
    var hasFailed = false

    init(
        text: [Unicode.Scalar],
        file: String,
        earlier: [String: String],
        lookup: @escaping (String) -> String?
    ) {
        self.text = text
        self.file = file
        self.earlier = earlier
        self.lookup = lookup
    }

    /// Stops at the first statement that cannot be read, since nobody knows where it ends.
    mutating func parse() -> DotenvReading {
        while !hasFailed, skipToStatement() { takeStatement() }
        return DotenvReading(values: table.entries, diagnostics: diagnostics)
    }

    private mutating func skipToStatement() -> Bool {
        while let scalar = current {
            if scalar == "#" {
                while let next = current, next != "\n" { index += 1 }
            } else if scalar.properties.isWhitespace {
                index += 1
            } else {
                return true
            }
        }
        return false
    }

    private mutating func takeStatement() {
        let start = index
        skipExport()
        guard let (name, isBare) = takeName(), !name.utf8.contains(UInt8(ascii: " ")) else {
            return fail(DotenvFault.name(at:), at: start)
        }
        if isBare {
            if let value = lookup(name) ?? earlier[name] { set(name, value) }
        } else {
            skipBlanks()
            takeValue(of: name, from: start)
        }
    }

    private mutating func skipExport() {
        let word = Array("export".unicodeScalars)
        guard text[index...].starts(with: word), text.indices.contains(index + word.count),
            text[index + word.count].properties.isWhitespace
        else { return }
        index += word.count
        skipBlanks()
    }

    /// Up to `=` or `:`, or to the end of the line for a bare name. As in Compose, a file that ends in the middle of a
    /// name yields a variable with an empty name.
    private mutating func takeName() -> (name: String, isBare: Bool)? {
        let start = index
        while let scalar = current {
            switch scalar {
            case "=", ":", "\n":
                let name = String(String.UnicodeScalarView(trimmed(text[start..<index])))
                index += 1
                return (name, scalar == "\n")
            case "_", ".", "-", "[", "]": index += 1
            default:
                guard isBlank(scalar) || isLetterOrNumber(scalar) else { return nil }
                index += 1
            }
        }
        index = start
        return ("", false)
    }

    private mutating func takeValue(of name: String, from start: Int) {
        guard let quote = current, quote == "\"" || quote == "'" else {
            return expand(takeLine(), of: name, from: start)
        }
        guard let content = takeQuoted(quote) else {
            return fail(DotenvFault.quote(at:), at: start)
        }
        let value = String(String.UnicodeScalarView(content))
        if quote == "'" {
            set(name, value)
        } else {
            expand(DotenvEscapes.expand(value), of: name, from: start)
        }
    }

    /// An unquoted value: to the end of the line or a comment.
    private mutating func takeLine() -> String {
        let line = text[index...].prefix { $0 != "\n" }
        index = min(text.count, line.endIndex + 1)
        let comment = line.indices.first { line[$0] == " " && $0 + 1 < line.endIndex && line[$0 + 1] == "#" }
        return String(String.UnicodeScalarView(trimmed(line[..<(comment ?? line.endIndex)])))
    }

    /// Between the quotes, with `\"` (or `\'`) as the quote and every other backslash kept.
    private mutating func takeQuoted(_ quote: Unicode.Scalar) -> [Unicode.Scalar]? {
        var content: [Unicode.Scalar] = []
        var isEscaped = false
        index += 1
        while let scalar = current {
            index += 1
            if scalar == quote, !isEscaped { return content }
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped, scalar != quote { content.append("\\") }
            isEscaped = false
            content.append(scalar)
        }
        return nil
    }

    private mutating func expand(_ value: String, of name: String, from start: Int) {
        let result = Interpolation.substitute(value) { lookup($0) ?? table[$0] ?? earlier[$0] }
        guard result.problem == nil else { return fail(DotenvFault.variable(at:), at: start) }
        for variable in result.missing { diagnostics.append(DotenvFault.missing(variable, position(start))) }
        set(name, result.text)
    }

    private mutating func set(_ name: String, _ value: String) {
        size += value.utf8.count
        guard size <= Dotenv.sizeLimit else { return fail(DotenvFault.size(at:), at: index) }
        table.set(name, value)
    }
}
