extension Dictionary {
    /// An index in which of several values of one key the first stays.
    package init(firstWins pairs: some Sequence<(Key, Value)>) {
        self.init(pairs, uniquingKeysWith: { first, _ in first })
    }
}
