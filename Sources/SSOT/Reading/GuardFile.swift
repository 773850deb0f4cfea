package import Domain

/// Reads the host's guard file: protection that no pull request can change.
package enum GuardFile {
    /// Pure. Every fault is an error of code RC130. With errors the rules that could be read come too, but a caller
    /// must refuse to go on: a guard file that says less than its author meant is no guard.
    package static func read(_ bytes: [UInt8], file: String) -> (rules: [ProtectionRule], diagnostics: [Diagnostic]) {
        switch SourceDecoding.decode(bytes, file: file, fixedCode: .guardFile) {
        case .failure(let diagnostic):
            return ([], [diagnostic])
        case .success(let source):
            let faults = Faults(source: source, fixedCode: .guardFile)
            let rules = rules(faults)
            return (rules, faults.sorted)
        }
    }

    private static func rules(_ faults: Faults) -> [ProtectionRule] {
        guard let root = YAMLFile.read(faults) else { return [] }
        guard let fields = Fields<GuardKey>(root, "the guard file", ValueReader(faults: faults)) else { return [] }
        return GuardKey.allCases.flatMap { key in
            fields.patterns(key).map {
                ProtectionRule(
                    name: .guardFile,
                    pattern: $0.pattern,
                    scope: scope(of: key),
                    origin: .file($0.position)
                )
            }
        }
    }

    private static func scope(of key: GuardKey) -> ProtectionRule.Scope {
        switch key {
        case .keepNamedPrefixes: .namePrefix
        case .protectContainersMatching: .containers
        case .protectImagesMatching: .images
        case .protectVolumesMatching: .volumes
        case .protectNetworksMatching: .networks
        case .protectTags: .tags
        }
    }
}
