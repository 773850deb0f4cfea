import Domain

/// Checks across values of a document that are each valid by themselves and do not fit together.
enum SSOTLint {
    /// Errors: a name both allowed and protected; a deleting pattern that fits an allowed name or nothing but protected
    /// ones. Warnings: a tag glob that misses the plain tag, rules that say nothing new, names of the environment that
    /// disagree.
    static func check(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        checkAllowedAgainstProtection(document, faults)
        checkDeletingPatterns(document, faults)
        checkShadowedRules(document, faults)
        checkDuplicateEntries(document, faults)
        checkTagGlobs(document, faults)
        checkEnvironment(document, faults)
    }
}

extension SSOTLint {
    /// Entries of one allow-list that stand twice.
    static func checkDuplicateEntries(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        let allowed = document.allowed
        check(allowed.containers.map { ($0.name, $0.position) }, RootKey.allowedContainers, faults)
        check(allowed.images.map { (name(of: $0), $0.position) }, RootKey.allowedImages, faults)
        check(allowed.volumes.map { ($0.name, $0.position) }, RootKey.allowedVolumes, faults)
        check(allowed.networks.map { ($0.name, $0.position) }, RootKey.networks, faults)
        check(document.adopted.map { ($0.pattern.pattern, $0.position) }, RootKey.adopt, faults)
    }

    private static func check(_ entries: [(String, SourcePosition)], _ list: RootKey, _ faults: SourceDiagnostics) {
        var places: [[UInt8]: SourcePosition] = [:]
        for (name, position) in entries {
            let key = Array(name.utf8)
            guard let first = places[key] else {
                places[key] = position
                continue
            }
            faults.warning(
                .ssotShadowedRule,
                "`\(Legibility.printable(name))` stands twice in `\(list.rawValue)`; the first is at \(first).",
                fix: "Delete one of the two.",
                at: position
            )
        }
    }
}

extension SSOTLint {
    /// `env`, the root key and the file's name should say one name; `env` decides.
    static func checkEnvironment(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        let environment = document.environment
        if let ofKey = EnvironmentName.inRootKey(document.rootKey.value) {
            warn(environment, "the root key says", ofKey, faults)
        }
        if let ofFile = EnvironmentName.inFileName(document.file) {
            warn(environment, "the file's name says", ofFile, faults)
        }
    }

    private static func warn(
        _ environment: Located<String>,
        _ source: String,
        _ other: String,
        _ faults: SourceDiagnostics
    ) {
        guard !EnvironmentName.agree(environment.value, other) else { return }
        faults.warning(
            .ssotEnvironmentMismatch,
            "The environment is `\(environment.value)`, but \(source) `\(other)`.",
            fix: "Give all three one name: it selects the ledger and the folder of plans.",
            at: environment.position
        )
    }
}

extension SSOTLint {
    /// `18.0-*` does not fit the plain tag `18.0`, which is what people pull; one entry for it is easily forgotten.
    static func checkTagGlobs(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        let images = document.allowed.images
        for (image, position) in zip(images, document.imageTagPositions) {
            guard let plain = plainTag(of: image.tag) else { continue }
            let isCovered = images.contains {
                $0.repository.hasSameBytes(as: image.repository) && $0.tag.matches(plain)
            }
            guard !isCovered else { continue }
            let shown = Legibility.printable(image.repository + ":" + plain)
            faults.warning(
                .ssotTagGlobMissesPlainTag,
                "The tag pattern `\(Legibility.printable(image.tag.pattern))` does not fit the plain `\(shown)`.",
                fix: "Write `\(Legibility.printable(plain))*` if the plain tag is meant too, or add an entry for it.",
                at: position
            )
        }
    }

    /// What stands before a final `-*`, `.*` or `_*`; `nil` for every other pattern.
    private static func plainTag(of tag: Glob) -> String? {
        let bytes = Array(tag.pattern.utf8)
        guard bytes.count > 2, bytes.last == UInt8(ascii: "*") else { return nil }
        guard "-._".utf8.contains(bytes[bytes.count - 2]) else { return nil }
        let plain = String(decoding: bytes.dropLast(2), as: UTF8.self)
        return Glob(plain).isLiteral ? plain : nil
    }
}

extension SSOTLint {
    static func checkShadowedRules(_ document: SSOTDocument, _ faults: SourceDiagnostics) {
        checkProtection(document.protection, faults)
        checkDeleting(document.safeToDelete, faults)
        checkDeleting(document.deleteImages, faults)
        document.stacks.forEach { checkStack($0, faults) }
    }

    /// Repeating a floor rule is good practice and silent: it tells a reader what holds anyway.
    private static func checkProtection(_ rules: [ProtectionRule], _ faults: SourceDiagnostics) {
        for (index, rule) in rules.enumerated() {
            guard !ProtectionRule.floor.contains(where: { repeatsFloor($0, rule) }) else { continue }
            let others = rules.enumerated().filter { other in
                other.offset != index && (other.offset < index || !rule.covers(other.element))
            }
            let wider = (ProtectionRule.floor + others.map(\.element)).first { $0.covers(rule) }
            guard let wider, case .file(let place) = rule.origin else { continue }
            warn(rule.pattern, wider.pattern, "\(wider.name.rawValue), \(wider.origin)", at: place, faults)
        }
    }

    /// The same prefix, the same prefix as a glob, or the floor's word alone.
    private static func repeatsFloor(_ floor: ProtectionRule, _ rule: ProtectionRule) -> Bool {
        guard floor.covers(rule) else { return false }
        return [floor.pattern, Glob(floor.pattern.pattern + "*")].contains { word in
            word.coversGenerously(rule.pattern) && rule.pattern.coversGenerously(word)
        }
    }

    private static func checkDeleting(_ rules: [PatternRule], _ faults: SourceDiagnostics) {
        for (index, rule) in rules.enumerated() {
            let wider = rules.enumerated().first { other in
                other.offset != index && other.element.pattern.covers(rule.pattern)
                    && (other.offset < index || !rule.pattern.covers(other.element.pattern))
            }
            guard let wider = wider?.element else { continue }
            warn(rule.pattern, wider.pattern, "\(wider.position)", at: rule.position, faults)
        }
    }

    private static func checkStack(_ stack: StackSection, _ faults: SourceDiagnostics) {
        guard let source = stack.sourceOfTruth, let first = stack.compose.first else { return }
        guard !stack.compose.contains(where: { $0.value.hasSameBytes(as: source.value) }) else { return }
        faults.warning(
            .ssotShadowedRule,
            "`source_of_truth` is not read: `stack.compose` names other files (\(first.position)).",
            fix: "Add it to `stack.compose`, or delete one of the two.",
            at: source.position
        )
    }

    private static func warn(
        _ rule: Glob,
        _ wider: Glob,
        _ place: String,
        at position: SourcePosition,
        _ faults: SourceDiagnostics
    ) {
        faults.warning(
            .ssotShadowedRule,
            "The rule `\(Legibility.printable(rule.pattern))` says nothing new: "
                + "`\(Legibility.printable(wider.pattern))` covers it (\(place)).",
            fix: "Delete it, unless the wider rule is to go.",
            at: position
        )
    }
}
