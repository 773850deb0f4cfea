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
        // Under a tag of somebody's own, `!override` too, Compose sees a text whatever it looks like.
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
