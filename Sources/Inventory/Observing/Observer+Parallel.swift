extension Observer {
    /// How many inspects are under way at once; the connection's pool holds as many.
    private static let width = 16

    /// Does the same to every element, 16 at a time; the results come in any order.
    static func inParallel<Element: Sendable, Output: Sendable>(
        _ elements: [Element],
        _ work: @escaping @Sendable (Element) async throws -> Output
    ) async throws -> [Output] {
        try await withThrowingTaskGroup(of: Output.self) { group in
            var waiting = elements.makeIterator()
            var results: [Output] = []
            for _ in 0..<width {
                guard let element = waiting.next() else { break }
                group.addTask { try await work(element) }
            }
            while let result = try await group.next() {
                results.append(result)
                guard let element = waiting.next() else { continue }
                group.addTask { try await work(element) }
            }
            return results
        }
    }
}
