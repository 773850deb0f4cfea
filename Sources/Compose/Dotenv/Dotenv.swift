import Domain

/// What an env file says, in its order; a name that stands twice is there once, with its last value.
struct DotenvReading: Sendable {
    var values: [(name: String, value: String)] = []
    var diagnostics: [Diagnostic] = []

    subscript(name: String) -> String? {
        values.first { $0.name.hasSameBytes(as: name) }?.value
    }
}

/// Reads env files as Compose does: `.env`, `--env-file`, and a service's `env_file`.
enum Dotenv {
    /// The limit in bytes of the file, and of all values together: `${…}` lets a small file grow by repeating its own
    /// variables.
    static let sizeLimit = 4 << 20

    /// The variables of a `.env` file, or what is wrong with it.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - file: the path as messages print it.
    ///   - earlier: the variables of the files before it, which its own win over.
    ///   - lookup: what wins over the file's own variables in `${…}`, and what a bare `NAME` takes its value from.
    /// - Returns: what could be read up to the first error.
    static func parse(
        _ bytes: [UInt8],
        file: String,
        earlier: [String: String] = [:],
        lookup: (String) -> String?
    ) -> DotenvReading {
        guard let text = text(of: bytes, file: file) else {
            return DotenvReading(diagnostics: [DotenvFault.noText(in: file)])
        }
        return withoutActuallyEscaping(lookup) { lookup in
            var parser = DotenvParser(text: text, file: file, earlier: earlier, lookup: lookup)
            return parser.parse()
        }
    }

    /// `format: raw`: one `NAME=value` a line, taken as it is.
    static func parseRaw(_ bytes: [UInt8], file: String, lookup: (String) -> String?) -> DotenvReading {
        guard let text = text(of: bytes, file: file) else {
            return DotenvReading(diagnostics: [DotenvFault.noText(in: file)])
        }
        var table = DotenvTable()
        var diagnostics: [Diagnostic] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0.properties.isWhitespace }
            guard let first = content.first, first != "#" else { continue }
            let name = content.prefix { $0 != "=" }
            guard !name.isEmpty, !name.contains(where: \.properties.isWhitespace) else {
                let column = line.count - content.count + 1
                diagnostics.append(DotenvFault.name(at: SourcePosition(file: file, line: index + 1, column: column)))
                continue
            }
            let key = String(String.UnicodeScalarView(name))
            if name.endIndex < content.endIndex {
                let value = content[name.endIndex...].dropFirst()
                table.set(key, String(String.UnicodeScalarView(value.last == "\r" ? value.dropLast() : value)))
            } else if let value = lookup(key) {
                table.set(key, value)
            }
        }
        return DotenvReading(values: table.entries, diagnostics: diagnostics)
    }

    private static func text(of bytes: [UInt8], file: String) -> [Unicode.Scalar]? {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard bytes.count <= sizeLimit, let text = String(validating: content, as: UTF8.self) else { return nil }
        return Array(text.unicodeScalars)
    }
}

/// The names in an env file, for those who must not see its values.
package enum EnvFileNames {
    /// Sorted. Of a file with a fault, those that both formats find before it.
    package static func read(_ bytes: [UInt8]) -> [String] {
        let named = Dotenv.parse(bytes, file: "", lookup: { _ in nil }).values.map(\.name)
        let raw = Dotenv.parseRaw(bytes, file: "", lookup: { _ in nil }).values.map(\.name)
        return Set(named + raw).filter(isName).sortedByBytes()
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                    || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(byte)
            }
    }
}

/// Variables in the order of their first mention.
struct DotenvTable {
    private(set) var entries: [(name: String, value: String)] = []
    private var places: [[UInt8]: Int] = [:]

    subscript(name: String) -> String? { places[Array(name.utf8)].map { entries[$0].value } }

    mutating func set(_ name: String, _ value: String) {
        if let place = places[Array(name.utf8)] {
            entries[place].value = value
        } else {
            places[Array(name.utf8)] = entries.count
            entries.append((name, value))
        }
    }
}

/// What can be wrong in an env file. No message quotes a value: most of them are secrets.
enum DotenvFault {
    static func name(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "This line of the env file begins with no name of a variable.",
            fix: "Write NAME=value; begin comments with #.",
            position: position
        )
    }

    static func quote(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "A quote in this line of the env file is never closed.",
            fix: "Close the quote.",
            position: position
        )
    }

    static func variable(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "A variable in this line of the env file cannot be read, or has no value and must have one.",
            fix: "Write `${NAME}` or `${NAME:-default}`, or put the value in single quotes.",
            position: position
        )
    }

    static func size(at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "The variables of the env file hold more than \(Dotenv.sizeLimit) bytes together.",
            fix: "Check that this is the right file.",
            position: position
        )
    }

    static func noText(in file: String) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            "The env file is no UTF-8 text of at most \(Dotenv.sizeLimit) bytes.",
            fix: "Save it as UTF-8.",
            position: SourcePosition(file: file, line: 1, column: 1)
        )
    }

    static func missing(_ variable: String, _ position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackVariable,
            .warning,
            "The variable `\(variable)` is not set; an empty text stands for it.",
            fix: "Set it above this line or in the environment, or write a default: `${\(variable):-}`.",
            position: position
        )
    }
}
