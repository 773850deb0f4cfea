import Domain

/// Reads a whole file into nodes, with everything refused that an SSOT does not need.
enum YAMLFile {
    /// `nil` only together with at least one error in `faults`. A tree beside errors holds what could be read, so that
    /// faults further down are found in the same run.
    static func read(_ faults: Faults) -> YAMLNode? {
        SourceChecks.run(faults)
        guard !faults.hasErrors else { return nil }
        guard let composition = YAMLComposer.compose(faults) else { return nil }
        var importer = YAMLImporter(faults: faults, renamed: composition.renamed)
        return importer.node(from: composition.root)
    }
}
