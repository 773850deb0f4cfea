import Foundation

/// A source file taken apart for the rules.
struct SourceFile {
    /// Below `Sources/`: `Domain/Plan/Plan.swift`.
    let path: String
    let text: String
    /// The code without comments, and with empty string literals, line by line.
    let lines: [String]
    let literals: [(text: String, line: Int)]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        let lexer = Lexer(text)
        lines = lexer.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        literals = lexer.literals
    }

    var module: String { String(path.prefix { $0 != "/" }) }

    /// The modules that the file imports.
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let word = words.firstIndex(of: "import"), words[..<word].allSatisfy(SourceFile.modifiers.contains)
            else {
                return nil
            }
            return words[words.index(after: word)...].last.map { String($0.prefix { $0 != "." }) }
        }
    }

    private static let modifiers: Set = [
        "package", "internal", "public", "private", "fileprivate", "@preconcurrency", "@testable",
    ]

    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let loaded = Result { try load() }

    /// Every Swift file of `Sources/`, read once.
    static func all() throws -> [SourceFile] { try loaded.get() }

    private static func load() throws -> [SourceFile] {
        let folder = root.appendingPathComponent("Sources")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            return SourceFile(path: path, text: text)
        }
    }
}
