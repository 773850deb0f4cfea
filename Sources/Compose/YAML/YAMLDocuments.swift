import Domain
import YAML

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
        switch YAMLParsing.documents(of: text, file: file) {
        case .success(let documents):
            var importer = YAMLImporter(file: file, renamed: documents.renamed, findings: findings)
            let values = documents.roots.compactMap { importer.value(from: $0) }
            findings = importer.findings
            return importer.isExhausted ? [] : values
        case .failure(let complaint):
            report(complaint, &findings)
            return []
        }
    }

    private static func report(_ complaint: YAMLComplaint, _ findings: inout Findings) {
        switch complaint.kind {
        case .syntax, .alias:
            findings.error(.stackSyntax, complaint.summary, fix: complaint.fix, at: complaint.position)
        case .duplicateKey(let name): duplicate(name, at: complaint.position, &findings)
        }
    }

    static func duplicate(_ key: String, at position: SourcePosition, _ findings: inout Findings) {
        findings.error(
            .stackSyntax,
            "The key `\(key)` stands twice in the mapping.",
            fix: "Keep one of them.",
            at: position
        )
    }
}
