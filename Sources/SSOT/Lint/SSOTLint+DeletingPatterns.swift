import Domain

extension SSOTLint {
    static func checkDeletingPatterns(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        let images = document.allowed.images.map { image in
            Allowed(reference(of: image).path, tag: image.tag, name(of: image), image.position)
        }
        let all = names(in: document) + images
        for rule in document.safeToDelete { check(rule, against: all, document, faults) }
        for rule in document.deleteImages { check(rule, against: images, document, faults) }
    }

    private struct Allowed {
        /// A name; of an image its path.
        let text: String
        let tag: Glob?
        let shown: String
        let position: SourcePosition

        init(_ text: String, tag: Glob? = nil, _ shown: String, _ position: SourcePosition) {
            self.text = text
            self.tag = tag
            self.shown = shown
            self.position = position
        }

        /// As clean-up tries it: a pattern with a colon on path and tag, any other on the path alone.
        func isFitted(by pattern: Glob) -> Bool {
            guard let tag, let colon = pattern.pattern.lastIndex(of: ":") else { return pattern.matches(text) }
            let own = Glob(String(pattern.pattern[pattern.pattern.index(after: colon)...]))
            return Glob(String(pattern.pattern[..<colon])).matches(text) && own.meets(tag)
        }
    }

    /// Volumes and networks count under both names that Compose may give them.
    private static func names(in document: SSOTDocument) -> [Allowed] {
        let containers = document.allowed.containers.map { Allowed($0.name, $0.name, $0.position) }
        let others = (document.allowed.volumes + document.allowed.networks).flatMap { entry in
            let prefixed = document.stacks.compactMap(\.projectName).map { $0 + "_" + entry.name }
            return ([entry.name] + prefixed).map { Allowed($0, $0, entry.position) }
        }
        return containers + others
    }

    private static func check(
        _ rule: PatternRule,
        against allowed: [Allowed],
        _ document: SSOTDocument,
        _ faults: SourceDiagnostics
    ) {
        let shown = Legibility.printable(rule.pattern.pattern)
        if let hit = allowed.first(where: { $0.isFitted(by: rule.pattern) }) {
            faults.error(
                .ssotContradiction,
                "The deleting pattern `\(shown)` fits the allowed `\(Legibility.printable(hit.shown))` "
                    + "(\(hit.position)).",
                fix: "Narrow the pattern, or drop the name from the allow-list.",
                at: rule.position
            )
        }
        let rules = ProtectionRule.floor + document.protection
        if let guarding = rules.first(where: { $0.coversNames(of: rule.pattern) }) {
            faults.error(
                .ssotContradiction,
                "The deleting pattern `\(shown)` fits only names that "
                    + "`\(Legibility.printable(guarding.pattern.pattern))` protects (\(guarding.origin)).",
                fix: "Delete the pattern: protection always wins.",
                at: rule.position
            )
        }
    }
}
