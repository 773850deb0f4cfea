import Domain
import Yams

/// Reads a whole Compose file into values: one for each document, since each merges onto the one before.
enum YAMLDocuments {
    /// What could be read; errors in `findings` say what could not.
    static func read(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> [ComposeValue] {
        guard let text = YAMLText.decode(bytes, file: file, &findings) else { return [] }
        if let line = KeyBombScan.suspectLine(of: text) {
            findings.error(
                .stackSyntax,
                "An alias stands in a key.",
                fix: "Write the key out.",
                at: SourcePosition(file: file, line: line, column: 1)
            )
            return []
        }
        guard let (roots, renamed) = roots(of: text, file: file, &findings) else { return [] }
        var importer = YAMLImporter(file: file, renamed: renamed, findings: findings)
        let documents = roots.compactMap { importer.value(from: $0) }
        findings = importer.findings
        return importer.isExhausted ? [] : documents
    }

    /// The parser stops at the first mapping with duplicate keys. So that one run still tells every fault, such a key
    /// is renamed in a copy of the text and the copy is parsed again; positions stay as they are, and the importer,
    /// which knows the renamed places, reports the duplicates.
    private static func roots(
        of text: String,
        file: String,
        _ findings: inout Findings
    ) -> (roots: [Node], renamed: [SourcePosition: String])? {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        var renamed: [SourcePosition: String] = [:]
        let attempts = text.utf8.count < 1 << 16 ? 32 : 2
        for attempt in 1...attempts {
            switch parse(renamed.isEmpty ? text : lines.joined(separator: "\n")) {
            case .success(let roots): return (roots, renamed)
            case .failure(.duplicatedKeysInMapping(let names, let context)):
                let position = YAMLProblem.position(context.mark, file)
                guard attempt < attempts, rename(position, in: &lines, attempt: attempt) else {
                    YAMLProblem.duplicate(names.first ?? "", at: position, &findings)
                    return nil
                }
                renamed[position] = renamed[position] ?? names.first ?? ""
            case .failure(let problem):
                YAMLProblem.report(problem, file: file, &findings)
                return nil
            }
        }
        return nil
    }

    /// The resolver without rules leaves every scalar as it is written; the encoding is fixed because the default
    /// reads an environment variable.
    private static func parse(_ text: String) -> Result<[Node], YamlError> {
        var roots: [Node] = []
        do {
            let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
            while let root = try parser.nextRoot() { roots.append(root) }
            return .success(roots)
        } catch let error as YamlError {
            return .failure(error)
        } catch {
            return .failure(.memory)
        }
    }

    /// Puts a private-use character in place of the key's first; `false` where the key has no plain first character.
    private static func rename(_ position: SourcePosition, in lines: inout [String], attempt: Int) -> Bool {
        guard lines.indices.contains(position.line - 1) else { return false }
        var scalars = Array(lines[position.line - 1].unicodeScalars)
        guard scalars.indices.contains(position.column - 1) else { return false }
        let first = scalars[position.column - 1]
        let index = first == "\"" || first == "'" ? position.column : position.column - 1
        guard scalars.indices.contains(index), !"\"'&!*?[{|>".unicodeScalars.contains(scalars[index]),
            let replacement = Unicode.Scalar(0xE000 + UInt32(attempt))
        else { return false }
        scalars[index] = replacement
        lines[position.line - 1] = String(String.UnicodeScalarView(scalars))
        return true
    }
}
