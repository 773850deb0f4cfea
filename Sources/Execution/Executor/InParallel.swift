/// Runs `work` for every element, at most so many at once, and keeps the order.
func inParallel<Element: Sendable, Value: Sendable>(
    _ elements: [Element],
    atMost limit: Int,
    _ work: @Sendable @escaping (Element) async throws -> Value
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var waiting = Array(elements.enumerated()).makeIterator()
        var values: [(Int, Value)] = []
        for _ in 0..<limit {
            guard let (index, element) = waiting.next() else { break }
            group.addTask { (index, try await work(element)) }
        }
        while let value = try await group.next() {
            values.append(value)
            guard let (index, element) = waiting.next() else { continue }
            group.addTask { (index, try await work(element)) }
        }
        return values.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
