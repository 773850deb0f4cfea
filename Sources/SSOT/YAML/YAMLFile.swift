import Domain
import YAML
import Yams

/// Reads a whole file into nodes, with everything refused that an SSOT does not need.
enum YAMLFile {
    /// `nil` only together with at least one error in `faults`. A tree beside errors holds what could be read, so that
    /// faults further down are found in the same run.
    static func read(_ faults: SourceDiagnostics) -> YAMLNode? {
        SourceChecks.run(faults)
        guard !faults.hasErrors else { return nil }
        switch YAMLParsing.documents(of: faults.source.text, file: faults.source.file) {
        case .success(let documents): return node(documents, faults)
        case .failure(let complaint):
            report(complaint, faults)
            return nil
        }
    }

    private static func node(_ documents: YAMLParsing.Documents, _ faults: SourceDiagnostics) -> YAMLNode? {
        guard let root = documents.roots.first else {
            faults.error(
                .ssotUnreadable,
                "The file is empty.",
                fix: "Write the root key, for example `docker_staging_ssot:`, and what it holds.",
                at: faults.source.position(1, 1)
            )
            return nil
        }
        if documents.roots.count > 1 {
            let mark = documents.roots[1].mark
            faults.error(
                .ssotRefusedConstruct,
                "A second document begins here; an SSOT is one document.",
                fix: "Keep one document, without `---` between lines.",
                at: mark?.position(in: faults.source.file) ?? faults.source.position(1, 1)
            )
            return nil
        }
        var importer = YAMLNodeReader(faults: faults, renamed: documents.renamed)
        return importer.node(from: root)
    }

    private static func report(_ complaint: YAMLComplaint, _ faults: SourceDiagnostics) {
        switch complaint.kind {
        case .syntax: faults.error(.ssotSyntax, complaint.summary, fix: complaint.fix, at: complaint.position)
        case .alias:
            faults.error(
                .ssotRefusedConstruct,
                "Aliases are not allowed, and without quotes this text is one.",
                fix: "Quote a pattern that begins with `*`: \"*-prod\".",
                at: complaint.position
            )
        case .duplicateKey(let name):
            faults.error(
                .ssotDuplicateKey,
                "The key `\(Legibility.printable(name))` stands more than once in the mapping.",
                fix: complaint.fix,
                at: complaint.position
            )
        }
    }
}

/// One node of the file as our own value: no tags, anchors or aliases are left in it.
struct YAMLNode {
    enum Content {
        /// The text as written; `isPlain` tells `null` from `"null"`.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLPair])
    }

    let position: SourcePosition
    let content: Content

    /// What messages call it.
    var shape: String {
        switch content {
        case .scalar where isNull: "no value"
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// Nothing behind the colon, or one of YAML's spellings of null without quotes.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// A key and its value.
struct YAMLPair {
    let key: Located<String>
    let value: YAMLNode
}
