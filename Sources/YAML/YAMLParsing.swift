package import Domain
package import Yams

/// Runs the YAML parser on a whole text: one root for each document.
///
/// The parser stops at the first mapping with duplicate keys. So that one run still tells every fault, such a key is
/// renamed in a copy of the text and the copy is parsed again; positions stay as they are, and whoever walks the nodes
/// knows the renamed places and reports the duplicates.
package enum YAMLParsing {
    package struct Documents {
        package let roots: [Node]
        /// The original names of duplicate keys that were renamed before parsing, by place.
        package let renamed: [SourcePosition: String]
    }

    /// - Parameters:
    ///   - text: The file's text, without a byte order mark.
    ///   - file: What its places are called.
    /// - Returns: The documents, or the parser's complaint.
    package static func documents(of text: String, file: String) -> Result<Documents, YAMLComplaint> {
        var lines = SourceLines.split(text)
        var renamed: [SourcePosition: String] = [:]
        let attempts = text.utf8.count < 1 << 16 ? 32 : 2
        for attempt in 1...attempts {
            switch parse(renamed.isEmpty ? text : lines.joined(separator: "\n")) {
            case .success(let roots): return .success(Documents(roots: roots, renamed: renamed))
            case .failure(.duplicatedKeysInMapping(let names, let context)):
                let position = context.mark.position(in: file)
                guard attempt < attempts, rename(position, in: &lines, attempt: attempt) else {
                    return .failure(YAMLComplaint(duplicate: names.first ?? "", at: position))
                }
                renamed[position] = renamed[position] ?? names.first ?? ""
            case .failure(let error): return .failure(YAMLComplaint(error, SourceLines.split(text), file: file))
            }
        }
        return .success(Documents(roots: [], renamed: renamed))
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

/// A text as the lines that an editor numbers.
package enum SourceLines {
    /// Without their line ends.
    package static func split(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
    }
}

extension Mark {
    package func position(in file: String) -> SourcePosition {
        SourcePosition(file: file, line: max(1, line), column: max(1, column))
    }
}
