import Domain
import Yams

/// Runs the YAML parser and turns its complaints into ours.
///
/// The parser stops at the first mapping with duplicate keys. So that one run still tells every fault, such a key is
/// renamed in a copy of the text and the copy is parsed again; positions stay as they are, and the importer, which
/// knows the renamed places, reports the duplicates with both positions.
enum YAMLComposer {
    struct Composition {
        let root: Node
        /// The true names of keys, by the place where the copy has another.
        let renamed: [SourcePosition: String]
    }

    static func compose(_ faults: Faults) -> Composition? {
        var lines = faults.source.lines
        var renamed: [SourcePosition: String] = [:]
        let attempts = faults.source.text.utf8.count < 1 << 16 ? 32 : 2
        for attempt in 1...attempts {
            switch parse(lines.joined(separator: "\n")) {
            case .success(let root?):
                return Composition(root: root, renamed: renamed)
            case .success(nil):
                reportEmpty(faults)
                return nil
            case .failure(.duplicatedKeysInMapping(let names, let context)):
                let position = faults.source.position(context.mark.line, context.mark.column)
                let name = names.first ?? ""
                guard attempt < attempts, rename(position, in: &lines, attempt: attempt) else {
                    reportDuplicate(name, at: position, faults)
                    return nil
                }
                renamed[position] = renamed[position] ?? name
            case .failure(let problem):
                YAMLProblem.report(problem, faults)
                return nil
            }
        }
        return nil
    }

    /// The resolver without rules leaves every scalar as it is written; the encoding is fixed because the default
    /// reads an environment variable.
    private static func parse(_ text: String) -> Result<Node?, YamlError> {
        do {
            let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
            return .success(try parser.singleRoot())
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
        guard scalars.indices.contains(index), !["\"", "'", "&", "!", "[", "{", "|", ">"].contains(scalars[index])
        else { return false }
        guard let replacement = Unicode.Scalar(0xE000 + UInt32(attempt)) else { return false }
        scalars[index] = replacement
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        lines[position.line - 1] = String(view)
        return true
    }

    private static func reportEmpty(_ faults: Faults) {
        faults.error(
            .ssotUnreadable,
            "The file is empty.",
            fix: "Write the root key, for example `docker_staging_ssot:`, and what it holds.",
            at: faults.source.position(1, 1)
        )
    }

    private static func reportDuplicate(_ name: String, at position: SourcePosition, _ faults: Faults) {
        faults.error(
            .ssotDuplicateKey,
            "The key `\(Legibility.printable(name))` stands more than once in the mapping.",
            fix: "Keep one of them.",
            at: position
        )
    }
}
