import Domain
import YAML

/// Reads a whole Compose file into values: one for each document, since each merges onto the one before.
enum YAMLDocuments {
    /// What could be read; errors in `findings` say what could not.
    static func read(_ bytes: [UInt8], file: String, _ findings: inout DiagnosticCollector) -> [ComposeValue] {
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
        switch YAMLParsing.documents(of: text, file: file) {
        case .success(let documents):
            var importer = ComposeValueReader(file: file, renamed: documents.renamed, findings: findings)
            let values = documents.roots.compactMap { importer.value(from: $0) }
            findings = importer.findings
            return importer.isExhausted ? [] : values
        case .failure(let complaint):
            report(complaint, &findings)
            return []
        }
    }

    private static func report(_ complaint: YAMLComplaint, _ findings: inout DiagnosticCollector) {
        switch complaint.kind {
        case .syntax, .alias:
            findings.error(.stackSyntax, complaint.summary, fix: complaint.fix, at: complaint.position)
        case .duplicateKey(let name): duplicate(name, at: complaint.position, &findings)
        }
    }

    static func duplicate(_ key: String, at position: SourcePosition, _ findings: inout DiagnosticCollector) {
        findings.error(
            .stackSyntax,
            "The key `\(key)` stands twice in the mapping.",
            fix: "Keep one of them.",
            at: position
        )
    }
}

/// Turns a file's bytes into text that is safe to parse, or says why not.
enum YAMLText {
    /// Deeper than any Compose file by far, and shallow enough for every recursive walk.
    static let depthLimit = 64

    /// `nil` only together with an error.
    static func decode(_ bytes: [UInt8], file: String, _ findings: inout DiagnosticCollector) -> String? {
        switch YAMLBytes.text(of: bytes, file: file) {
        case .success(let text): return refusesNesting(text, file: file, &findings) ? nil : text
        case .failure(let refusal):
            findings.error(.stackSyntax, refusal.summary, fix: refusal.fix, at: refusal.position)
            return nil
        }
    }

    /// Brackets in quotes and comments count too: that costs nothing in a real file, and spares parsing to find out.
    private static func refusesNesting(_ text: String, file: String, _ findings: inout DiagnosticCollector) -> Bool {
        var (depth, line) = (0, 1)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: continue
            }
            guard depth > 4 * depthLimit else { continue }
            tooDeep(at: SourcePosition(file: file, line: line, column: 1), &findings)
            return true
        }
        return false
    }

    static func tooDeep(at position: SourcePosition, _ findings: inout DiagnosticCollector) {
        findings.error(
            .stackSyntax,
            "The file nests more than \(depthLimit) levels deep.",
            fix: "Write it flat; a Compose file needs about ten levels.",
            at: position
        )
    }
}
