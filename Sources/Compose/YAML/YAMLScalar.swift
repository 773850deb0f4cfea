import Domain

/// The types of scalars as Compose's YAML parser sees them: mostly YAML 1.2 (`no` is a text), with the numbers of
/// YAML 1.1 and of Go (`0777`, `1_000`, `0x1F`).
enum YAMLScalar {
    struct Problem: Error {
        let summary: String
        let fix: String
    }

    /// The type and value of one scalar; its tag is in long form, and empty where the file has none.
    static func kind(of text: String, isPlain: Bool, tag: String) -> Result<ComposeValue.Kind, Problem> {
        // Under any local tag, `!override` among them, Compose reads a plain scalar as text even where it looks like a
        // number.
        guard tag.hasBytePrefix(standard) else { return plainKind(of: text, isPlain: isPlain && tag.isEmpty) }
        switch String(tag.dropFirst(standard.count)) {
        // The parser gives quoted texts this tag, and plain ones that served as a key.
        case "str": return .success(.string(text))
        case "null", "bool", "int", "float", "timestamp", "merge":
            return typedKind(of: text, tag: String(tag.dropFirst(standard.count)))
        case "binary":
            let fix = "Write the text itself."
            return .failure(Problem(summary: "Values in base64 (`!!binary`) are not supported.", fix: fix))
        default: return .success(.string(text))
        }
    }

    /// Whether a plain scalar is a text and nothing else.
    static func isText(_ text: String) -> Bool {
        guard case .success(.string(let read)) = plainKind(of: text, isPlain: true) else { return false }
        return read.hasSameBytes(as: text)
    }

    private static let standard = "tag:yaml.org,2002:"

    private static func typedKind(of text: String, tag: String) -> Result<ComposeValue.Kind, Problem> {
        guard case .success(let kind) = plainKind(of: text, isPlain: true) else {
            return plainKind(of: text, isPlain: true)
        }
        switch (tag, kind) {
        case ("null", .null), ("bool", .bool), ("int", .integer), ("float", .decimal), ("timestamp", .string):
            return .success(kind)
        case ("float", .integer(let number)):
            return .success(.decimal(GoNumber.json(Double(number))))
        default:
            let summary = "The value is not of the type that its tag `!!\(tag)` says."
            return .failure(Problem(summary: summary, fix: "Delete the tag, or quote the value."))
        }
    }

    private static func plainKind(of text: String, isPlain: Bool) -> Result<ComposeValue.Kind, Problem> {
        guard isPlain else { return .success(.string(text)) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .success(.null)
        case "true", "True", "TRUE": return .success(.bool(true))
        case "false", "False", "FALSE": return .success(.bool(false))
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
            let summary = "`\(text)` is a number that Compose cannot write down."
            return .failure(Problem(summary: summary, fix: "Quote it where a text is meant: \"\(text)\"."))
        default: return .success(numberOrText(text))
        }
    }

    private static func numberOrText(_ text: String) -> ComposeValue.Kind {
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string(text) }
        if first == UInt8(ascii: ".") { return GoNumber.float(text).map { .decimal($0) } ?? .string(text) }
        if let time = GoTime.printed(text) { return .string(time) }
        let digits = String(decoding: text.utf8.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if digits == "-0" { return .decimal("-0") }
        if let number = GoNumber.integer(digits) { return number }
        return GoNumber.float(digits).map { .decimal($0) } ?? .string(text)
    }
}

/// Numbers as Go reads and spells them.
enum GoNumber {
    /// Decimal, `0x`, `0o`, `0b`, and `0777` as octal; beyond 64 bits there is no integer.
    static func integer(_ text: String) -> ComposeValue.Kind? {
        let isNegative = text.hasBytePrefix("-")
        let (radix, body) = radix(of: text.dropFirst(isNegative || text.hasBytePrefix("+") ? 1 : 0))
        guard body.first != "+", body.first != "-" else { return nil }
        let signed = isNegative ? "-" + body : String(body)
        if let number = Int64(signed, radix: radix) { return .integer(number) }
        guard !isNegative, let number = UInt64(body, radix: radix) else { return nil }
        return .decimal(String(number))
    }

    private static func radix(of digits: Substring) -> (radix: Int, body: Substring) {
        switch String(digits.prefix(2)).lowercased() {
        case "0x": (16, digits.dropFirst(2))
        case "0o": (8, digits.dropFirst(2))
        case "0b": (2, digits.dropFirst(2))
        default: digits.count > 1 && digits.first == "0" ? (8, digits.dropFirst()) : (10, digits)
        }
    }

    /// The JSON spelling of a float in YAML's form; `nil` for any other text and for what no float can hold.
    static func float(_ text: String) -> String? {
        guard isFloat(Array(text.utf8)), let number = Double(text), number.isFinite else { return nil }
        return json(number)
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isFloat(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func take(_ sign: String) -> Bool {
            guard let first = rest.first, sign.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func takeDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        _ = take("+-")
        let whole = takeDigits()
        let fraction = take(".") ? takeDigits() : 0
        guard whole + fraction > 0, take("eE") else { return whole + fraction > 0 && rest.isEmpty }
        _ = take("+-")
        return takeDigits() > 0 && rest.isEmpty
    }

    /// What `encoding/json` prints: an exponent from 1e21 on and below 1e-6.
    static func json(_ number: Double) -> String {
        spelled(number, plain: -6..<21) { "\($0 < 0 ? "-" : "+")\($0.magnitude)" }
    }

    /// What `fmt.Sprint` prints for the number that has this JSON spelling: `1e+06` for a million.
    static func sprint(_ decimal: String) -> String {
        let isUnsigned = UInt64(decimal).map { $0 > UInt64(Int64.max) } ?? false
        guard !isUnsigned, let number = Double(decimal) else { return decimal }
        return spelled(number, plain: -4..<6) {
            "\($0 < 0 ? "-" : "+")\($0.magnitude < 10 ? "0" : "")\($0.magnitude)"
        }
    }

    /// In plain notation where the exponent lies in `plain`, else with an exponent.
    private static func spelled(_ number: Double, plain: Range<Int>, exponent: (Int) -> String) -> String {
        guard let parts = Decimal(number) else { return "\(number)" }
        let sign = number.sign == .minus ? "-" : ""
        guard parts.digits != "0" else { return sign + "0" }
        guard !plain.contains(parts.exponent) else { return sign + parts.plain }
        let fraction = parts.digits.dropFirst()
        let mantissa = parts.digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
        return sign + mantissa + "e" + exponent(parts.exponent)
    }

    /// The shortest digits that stand for a number, `d.ddd` times ten to the exponent.
    private struct Decimal {
        let digits: String
        let exponent: Int

        /// Reads Swift's own shortest spelling, which has the same digits as Go's.
        init?(_ number: Double) {
            guard number.isFinite else { return nil }
            let parts = "\(number.magnitude)".split(separator: "e", maxSplits: 1)
            let mantissa = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
            let (whole, fraction) = (mantissa.first ?? "", mantissa.count > 1 ? mantissa[1] : "")
            let all = whole + fraction
            let leading = all.prefix { $0 == "0" }.count
            let significant = all.dropFirst(leading)
            let trimmed = significant.reversed().drop { $0 == "0" }.reversed()
            digits = trimmed.isEmpty ? "0" : String(trimmed)
            exponent = whole.count - 1 - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }

        var plain: String {
            if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
            guard digits.count > exponent + 1 else {
                return digits + String(repeating: "0", count: exponent + 1 - digits.count)
            }
            return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
        }
    }
}
