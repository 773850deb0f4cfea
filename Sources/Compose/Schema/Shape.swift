import Domain

/// What the value of a key may be in a Compose file, and with it how Compose writes it in its final model.
///
/// One table serves both: what is not in it is an unknown key, and what is in it has one written form.
indirect enum Shape: Sendable {
    /// Text, numbers and flags.
    case scalar(Scalar, Accepts)
    /// A list of texts; the written form of numbers where they are accepted.
    case texts(Accepts, isUnique: Bool)
    /// `x` or `[x, y]`, written as a list.
    case textOrTexts
    /// A shell's words or a list; `null` and an empty list mean different things.
    case command
    /// `NAME=value` lines or a mapping, written as a mapping of texts.
    case pairs
    /// A mapping of texts from values of these types.
    case textMap(Accepts)
    /// Like pairs, where a name without a value stays `null`.
    case environment
    /// `host=address` lines or a mapping to one or many addresses, written as sorted lines.
    case hosts
    /// A text for `CMD-SHELL` or a list.
    case healthTest
    /// A mapping to lists of texts.
    case multiMap
    /// The keys of an SSH agent or of files, written as `id` or `id=path`.
    case sshKeys
    /// A number or `{soft, hard}` per name.
    case ulimits
    case list(Shape, isUnique: Bool = false)
    /// Names that the user chose.
    case named(Shape, isName: NameRule = .any)
    case object(ObjectShape, null: Absence = .refused)
    /// Accepted and never written.
    case dropped(Shape)

    /// Which of YAML's types a scalar may have.
    struct Accepts: OptionSet, Sendable {
        let rawValue: Int

        static let text = Accepts(rawValue: 1)
        static let integer = Accepts(rawValue: 2)
        static let number: Accepts = [.integer, Accepts(rawValue: 4)]
        static let flag = Accepts(rawValue: 8)
        static let null = Accepts(rawValue: 16)
        static let decimal = Accepts(rawValue: 4)

        static let textOrInteger: Accepts = [.text, .integer]
        static let textOrNumber: Accepts = [.text, .number]
        static let textOrFlag: Accepts = [.text, .flag]
    }

    enum Scalar: Sendable {
        case text
        case choice([String])
        case pattern(Pattern)
        case flag
        /// Written only where it is false: the default is true.
        case optOut
        case integer(ClosedRange<Int64>)
        /// 32 bits wide, as Compose keeps it.
        case float
        case bytes(least: Int64)
        case duration
        /// Octal digits.
        case fileMode
        /// A number, or `all`, written as -1.
        case deviceCount
    }

    enum Pattern: Sendable {
        case containerName
        case pullPolicy
    }

    enum NameRule: Sendable {
        case any
        /// Letters, digits, `.`, `_` and `-`.
        case resource
    }

    /// What `null` means where an object may stand.
    enum Absence: Sendable {
        case refused
        /// As if the key were not there.
        case dropped
        /// It is written as `null`.
        case kept
    }
}

/// The keys of a mapping that Compose knows.
struct ObjectShape: Sendable {
    struct Field: Sendable {
        let shape: Shape
        /// Whether zero, `false` and an empty text are written too.
        let keepsZero: Bool
        let name: String
    }

    let fields: [String: Field]
    let required: [String]
    /// The keys that Compose writes even where the file is silent.
    let always: Set<String>

    /// The zero values of the keys in `keeping` are written; Compose writes those in `renamed` with another spelling.
    init(
        _ shapes: [String: Shape],
        keeping: Set<String> = [],
        required: [String] = [],
        always: Set<String> = [],
        renamed: [String: String] = [:]
    ) {
        var fields: [String: Field] = [:]
        for (key, shape) in shapes {
            fields[key] = Field(shape: shape, keepsZero: keeping.contains(key), name: renamed[key] ?? key)
        }
        self.fields = fields
        self.required = required
        self.always = always
    }
}

/// The short names in which the tables are written.
extension Shape {
    static let text = scalar(.text, .text)
    static let flag = scalar(.flag, .textOrFlag)
    static let plainFlag = scalar(.flag, .flag)
    static let bytes = scalar(.bytes(least: .min), .textOrInteger)
    static let duration = scalar(.duration, .text)
    static let texts = texts(.text, isUnique: false)
    static let uniqueTexts = texts(.text, isUnique: true)

    static func choice(_ words: String...) -> Shape { scalar(.choice(words), .text) }

    static func integer(_ range: ClosedRange<Int64> = .min ... .max, from accepts: Accepts = .textOrInteger) -> Shape {
        scalar(.integer(range), accepts)
    }

    static func float(_ accepts: Accepts = .textOrNumber) -> Shape { scalar(.float, accepts) }
}

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
