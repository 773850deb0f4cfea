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
    /// Whether it takes something away for good that nobody approved with a replacement: then a person types the
    /// phrase.
    package var needsPhrase: Bool {
        actions.contains { ($0.kind == .delete && !$0.endsReplacement) || $0.kind == .untag }
    }
}
