import Domain

extension ProtectionRule {
    /// Whether every name that fits the other rule, tried on the same kind of name, fits this one. May miss a case,
    /// never claims one that is not so.
    func covers(_ other: ProtectionRule) -> Bool {
        guard scope == other.scope || (scope == .namePrefix && other.scope != .tags) else { return false }
        return wholeGlob.coversGenerously(other.wholeGlob)
    }

    /// Whether every name that the pattern can fit is protected whatever it names.
    func coversNames(of pattern: Glob) -> Bool { scope == .namePrefix && wholeGlob.coversGenerously(pattern) }

    /// The rule as a glob on whole names.
    private var wholeGlob: Glob { scope == .namePrefix ? Glob(pattern.pattern + "*") : pattern }
}

extension Glob {
    /// Whether every text that fits the other pattern fits this one: the other's `*` can only fall under a `*` of ours.
    /// Where ours holds `?` and the other `*`, nothing is claimed.
    func coversGenerously(_ other: Glob) -> Bool { !isUndecidable(against: other) && matchesGenerously(other.pattern) }

    func covers(_ other: Glob) -> Bool { !isUndecidable(against: other) && matches(other.pattern) }

    private func isUndecidable(against other: Glob) -> Bool {
        pattern.utf8.contains(UInt8(ascii: "?")) && other.pattern.utf8.contains(UInt8(ascii: "*"))
    }
}
