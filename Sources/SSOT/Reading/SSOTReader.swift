package import Domain

/// Reads an SSOT: YAML bytes to a document whose every value knows its place, with all faults found in one run.
package enum SSOTReader {
    /// Pure; never crashes, whatever the bytes are. `file` is the path that messages print.
    package static func read(_ bytes: [UInt8], file: String) -> SSOTReading {
        switch SourceDecoding.decode(bytes, file: file) {
        case .failure(let diagnostic):
            return SSOTReading(document: nil, diagnostics: [diagnostic])
        case .success(let source):
            let faults = SourceDiagnostics(source: source)
            let document = document(faults)
            return SSOTReading(document: faults.hasErrors ? nil : document, diagnostics: faults.sorted)
        }
    }

    private static func document(_ faults: SourceDiagnostics) -> SSOTDocument? {
        guard let root = YAMLFile.read(faults), let pair = rootPair(root, faults) else { return nil }
        let reader = DocumentReader(values: ValueReader(faults: faults), rootKey: pair.key)
        guard let document = reader.document(from: pair.value) else { return nil }
        SSOTLint.check(document, faults)
        return document
    }

    private static func rootPair(_ root: YAMLNode, _ faults: SourceDiagnostics) -> YAMLPair? {
        guard case .mapping(let pairs) = root.content else {
            let found = root.isNull ? "The file holds no value" : "The file holds \(root.shape) at its top"
            faults.error(
                .ssotType,
                "\(found), where the root key `docker_<env>_ssot` should be.",
                fix: "Begin with `docker_staging_ssot:` and indent all else below it.",
                at: root.position
            )
            return nil
        }
        for extra in pairs.dropFirst() { refuseExtraRoot(extra.key, faults) }
        if pairs.isEmpty, !faults.hasErrors { refuseMissingRoot(root.position, faults) }
        return pairs.first
    }

    private static func refuseExtraRoot(_ key: Located<String>, _ faults: SourceDiagnostics) {
        faults.error(
            .ssotUnknownKey,
            "Unknown key `\(Legibility.printable(key.value))` beside the root key.",
            fix: "Indent it below the root key if it belongs there; a file has one root key.",
            at: key.position
        )
    }

    private static func refuseMissingRoot(_ position: SourcePosition, _ faults: SourceDiagnostics) {
        faults.error(
            .ssotMissingKey,
            "The file has no root key.",
            fix: "Begin with `docker_staging_ssot:` and indent all else below it.",
            at: position
        )
    }
}

/// What reading one file gave.
package struct SSOTReading: Sendable {
    /// `nil` when any diagnostic is an error.
    package let document: SSOTDocument?
    /// All faults of the file, in its order.
    package let diagnostics: [Diagnostic]
}
