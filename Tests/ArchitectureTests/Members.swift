/// The members that files declare for types: `ObservedImage.bears(_:)`.
struct Members {
    /// The place of each, by type and signature. Initialisers are left out: they say how one shape becomes another.
    private(set) var places: [String: String] = [:]

    init(of files: [SourceFile]) { files.forEach { add($0) } }

    private mutating func add(_ file: SourceFile) {
        var type = ""
        for (number, line) in zip(1..., file.lines) {
            // Only what stands at the top level opens a type here; nested types are other types.
            if line.first != " ", let opened = Members.openedType(line) { type = opened }
            if line.first == "}" { type = "" }
            guard !type.isEmpty, line.hasPrefix("    "), !line.hasPrefix("     ") else { continue }
            guard let member = Members.signature(line) else { continue }
            places["\(type).\(member)"] = places["\(type).\(member)"] ?? "\(file.path):\(number)"
        }
    }

    private static let openers: Set = ["struct", "enum", "class", "extension", "actor", "protocol"]

    private static func openedType(_ line: String) -> String? {
        let words = line.split { " :<{".contains($0) }.map(String.init)
        return words.firstIndex(where: openers.contains).flatMap { words.dropFirst($0 + 1).first }
    }

    /// `bears(_:)` of a function, `name` of a variable or constant.
    static func signature(_ line: String) -> String? {
        let words = line.split { " :={".contains($0) }.map(String.init)
        if words.contains("func"), let rest = line.ranges(of: "func ").first?.upperBound {
            return function(line[rest...])
        }
        guard let index = words.firstIndex(where: { $0 == "var" || $0 == "let" }), index < 4 else { return nil }
        return words.dropFirst(index + 1).first
    }

    /// The name with its labels, as far as the first line tells them.
    private static func function(_ text: Substring) -> String {
        let name = text.prefix { $0 != "(" && $0 != "<" }
        guard let open = text.firstIndex(of: "(") else { return String(name) }
        var (depth, labels, current) = (0, [String](), "")
        for character in text[text.index(after: open)...] {
            if ")]>".contains(character) { depth -= 1 }
            if depth < 0 || character == "," && depth == 0 {
                labels.append(current)
                current = ""
                if depth < 0 { break }
                continue
            }
            if "([<".contains(character) { depth += 1 }
            current.append(character)
        }
        let heads = labels.compactMap { $0.split(separator: ":").first?.split(separator: " ").first }
        return "\(name)(\(heads.map { "\($0):" }.joined()))"
    }
}
