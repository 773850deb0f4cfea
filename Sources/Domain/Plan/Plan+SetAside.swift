extension Action {
    /// Whether it ends a replacement that never ended: the container that was set aside goes. People approved that with
    /// the replacement, so it counts neither for the limits of deletes nor for the phrase.
    package var endsReplacement: Bool {
        guard kind == .delete, `class` == .expected, reason == .setAside, case .container = precondition else {
            return false
        }
        return SetAsideName.base(of: address.name) != nil
    }
}

extension Plan {
    /// Whether it takes something away for good that nobody approved with a replacement: then a person types the
    /// phrase.
    package var needsPhrase: Bool {
        actions.contains { ($0.kind == .delete && !$0.endsReplacement) || $0.kind == .untag }
    }
}
