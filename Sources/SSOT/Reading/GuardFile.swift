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
            let faults = SourceDiagnostics(source: source, fixedCode: .guardFile)
            let rules = rules(faults)
            return (rules, faults.sorted.map(unquoted))
        }
    }

    /// `--guard` can name any file, also one that the user of the output must not see. So a message gives place and
    /// fault, and quotes nothing from the file.
    private static func unquoted(_ fault: Diagnostic) -> Diagnostic {
        Diagnostic(
            fault.code,
            fault.severity,
            unquoted(fault.summary),
            detail: unquoted(fault.detail),
            fix: unquoted(fault.fix),
            position: fault.position
        )
    }

    /// Removes the texts between backticks, which are quoted from the file, except the names of the guard file's own
    /// keys. The quoted text may contain backticks: with more than one pair, everything between the first and the last
    /// is removed.
    private static func unquoted(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return text }
        let known = Set(GuardKey.allCases.map(\.rawValue))
        let isOurs = parts.enumerated().allSatisfy { index, part in index.isMultiple(of: 2) || known.contains(part) }
        return isOurs && parts.count == 3 ? text : "\(first)`…`\(last)"
    }

    private static func rules(_ faults: SourceDiagnostics) -> [ProtectionRule] {
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
