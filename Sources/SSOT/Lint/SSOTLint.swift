import Domain

/// Checks between the values of a document: what each says alone is right, but not together.
enum SSOTLint {
    /// Errors: a name both allowed and protected; a deleting pattern that fits an allowed name or nothing but protected
    /// ones. Warnings: a tag glob that misses the plain tag, rules that say nothing new, names of the environment that
    /// disagree.
    static func check(_ document: SSOTDocument, _ faults: Faults) {
        checkAllowedAgainstProtection(document, faults)
        checkDeletingPatterns(document, faults)
        checkShadowedRules(document, faults)
        checkDuplicateEntries(document, faults)
        checkTagGlobs(document, faults)
        checkEnvironment(document, faults)
    }
}
