import Domain

extension SSOTLint {
    static func checkShadowedRules(_ document: SSOTDocument, _ faults: Faults) {
        checkProtection(document.protection, faults)
        checkDeleting(document.safeToDelete, faults)
        checkDeleting(document.deleteImages, faults)
        checkStack(document.stack, faults)
    }

    /// Repeating a floor rule is good practice and silent: it tells a reader what holds anyway.
    private static func checkProtection(_ rules: [ProtectionRule], _ faults: Faults) {
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

    private static func checkDeleting(_ rules: [PatternRule], _ faults: Faults) {
        for (index, rule) in rules.enumerated() {
            let wider = rules.enumerated().first { other in
                other.offset != index && other.element.pattern.covers(rule.pattern)
                    && (other.offset < index || !rule.pattern.covers(other.element.pattern))
            }
            guard let wider = wider?.element else { continue }
            warn(rule.pattern, wider.pattern, "\(wider.position)", at: rule.position, faults)
        }
    }

    private static func checkStack(_ stack: StackSection?, _ faults: Faults) {
        guard let stack, let source = stack.sourceOfTruth, let first = stack.compose.first else { return }
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
        _ faults: Faults
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
