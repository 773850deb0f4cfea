extension Action {
    /// Whether it finishes an interrupted replacement by deleting the container that was set aside. That deletion was
    /// reviewed with the replacement, so it counts neither for the limits nor for the phrase.
    package var endsReplacement: Bool {
        guard kind == .delete, `class` == .expected, reason == .setAside, case .container = precondition else {
            return false
        }
        return SetAsideName.base(of: address.name) != nil
    }
}

extension Plan {
    /// Whether a person must type the phrase: it removes something for good, and not as the end of a replacement that
    /// was reviewed already.
    package var needsPhrase: Bool {
        actions.contains { ($0.kind == .delete && !$0.endsReplacement) || $0.kind == .untag }
    }
}
