import Domain

extension SSOTLint {
    /// The guard file is left out: an SSOT must be checkable on a machine other than its host.
    static func checkAllowedAgainstProtection(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        let rules = ProtectionRule.floor + document.protection
        for container in document.allowed.containers {
            let rule = first(of: rules, protecting: container.name, scope: .containers)
            refuse(container.name, "container", rule, at: container.position, faults)
        }
        for image in document.allowed.images {
            refuse(name(of: image), "image", first(of: rules, protecting: image), at: image.position, faults)
        }
        for volume in document.allowed.volumes {
            let rule = first(of: rules, protecting: volume.name, scope: .volumes)
            refuse(volume.name, "volume", rule, at: volume.position, faults)
        }
        for network in document.allowed.networks {
            let rule = first(of: rules, protecting: network.name, scope: .networks)
            refuse(network.name, "network", rule, at: network.position, faults)
        }
        // Every container of the stack bears its project as a label, and protection is tried on that label.
        for project in document.stacks.compactMap(\.project) {
            let rule = first(of: rules, protecting: project.value, scope: .containers)
            refuse(project.value, "Compose project", rule, at: project.position, faults)
        }
    }

    private static func first(
        of rules: [ProtectionRule],
        protecting name: String,
        scope: ProtectionRule.Scope
    ) -> ProtectionRule? {
        let folded = FoldedName(name)
        return rules.first { protects($0, folded, scope: scope) }
    }

    private static func protects(_ rule: ProtectionRule, _ name: FoldedName, scope: ProtectionRule.Scope) -> Bool {
        if rule.scope == .namePrefix { return rule.pattern.isPrefix(of: name) }
        return rule.scope == scope && rule.pattern.matches(name)
    }

    /// A tag glob is not judged by `protect_tags`: which tags it will meet is not known here.
    private static func first(of rules: [ProtectionRule], protecting image: AllowList.Image) -> ProtectionRule? {
        let reference = reference(of: image)
        let names = [reference.repository, reference.path, reference.lastComponent].map { FoldedName($0) }
        let tag = image.tag.isLiteral ? FoldedName(image.tag.pattern) : nil
        return rules.first { rule in
            if rule.scope == .tags { return tag.map { rule.pattern.matches($0) } ?? false }
            return names.contains { protects(rule, $0, scope: .images) }
        }
    }

    private static func refuse(
        _ name: String,
        _ kind: String,
        _ rule: ProtectionRule?,
        at position: SourcePosition,
        _ faults: SourceDiagnostics
    ) {
        guard let rule else { return }
        faults.error(
            .ssotContradiction,
            "The \(kind) `\(Legibility.printable(name))` is allowed here and protected by "
                + "`\(Legibility.printable(rule.pattern.pattern))` (\(rule.name.rawValue), \(rule.origin)).",
            detail: "What the SSOT allows it also manages; what is protected nobody may manage. Protection ignores "
                + "upper and lower case and takes `-`, `_` and `.` as one.",
            fix: rule.origin == .builtIn
                ? "Rename the \(kind) or drop it from the allow-list; built-in protection cannot be removed."
                : "Drop it from the allow-list, or narrow the rule.",
            at: position
        )
    }

    static func reference(of image: AllowList.Image) -> ImageReference {
        ImageReference(image.repository + ":" + image.tag.pattern)
    }

    static func name(of image: AllowList.Image) -> String { image.repository + ":" + image.tag.pattern }
}

extension ProtectionRule {
    /// Whether this rule matches every name that the other matches. Conservative: it may say no where yes would be
    /// right, never the reverse.
    func covers(_ other: ProtectionRule) -> Bool {
        guard scope == other.scope || (scope == .namePrefix && other.scope != .tags) else { return false }
        return wholeGlob.coversGenerously(other.wholeGlob)
    }

    /// Whether this rule protects every name that the pattern can match, for any kind of object.
    func coversNames(of pattern: Glob) -> Bool { scope == .namePrefix && wholeGlob.coversGenerously(pattern) }

    /// The rule as a glob on whole names.
    private var wholeGlob: Glob { scope == .namePrefix ? Glob(pattern.pattern + "*") : pattern }
}

extension Glob {
    /// Whether this pattern matches every text that the other matches. It matches the other pattern's text as if that
    /// were a name, which is right since only a `*` of ours can match its `*`; where ours has a `?` and the other a
    /// `*`, the answer is no.
    func coversGenerously(_ other: Glob) -> Bool { !isUndecidable(against: other) && matchesGenerously(other.pattern) }

    func covers(_ other: Glob) -> Bool { !isUndecidable(against: other) && matches(other.pattern) }

    private func isUndecidable(against other: Glob) -> Bool {
        pattern.utf8.contains(UInt8(ascii: "?")) && other.pattern.utf8.contains(UInt8(ascii: "*"))
    }
}
