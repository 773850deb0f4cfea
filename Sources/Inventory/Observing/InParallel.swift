/// Does the same to every element, at most so many at once, and keeps their order.
///
/// - Throws: The first error in time; work that has not begun by then is not begun, and the rest is cancelled.
package func inParallel<Element: Sendable, Value: Sendable, Failure: Error>(
    _ elements: [Element],
    atMost limit: Int,
    _ work: @escaping @Sendable (Element) async throws(Failure) -> Value
) async throws(Failure) -> [Value] {
    let outcome = await withTaskGroup(of: (Int, Result<Value, Failure>).self) { group in
        var waiting = Array(elements.enumerated()).makeIterator()
        var values: [(index: Int, value: Value)] = []
        var failure: Failure?
        func beginNext() {
            guard failure == nil, let (index, element) = waiting.next() else { return }
            group.addTask {
                do throws(Failure) {
                    return (index, .success(try await work(element)))
                } catch {
                    return (index, .failure(error))
                }
            }
        }
        for _ in 0..<limit { beginNext() }
        while let (index, result) = await group.next() {
            switch result {
            case .success(let value): values.append((index, value))
            case .failure(let error):
                failure = failure ?? error
                group.cancelAll()
            }
            beginNext()
        }
        let ordered = values.sorted { $0.index < $1.index }.map(\.value)
        return failure.map { Result<[Value], Failure>.failure($0) } ?? .success(ordered)
    }
    return try outcome.get()
}
