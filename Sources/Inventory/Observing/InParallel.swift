/// Does the same to every element, at most so many at once (one at least), and keeps their order.
///
/// - Throws: The first error in time; work that has not begun by then is not begun, and the rest is cancelled.
package func inParallel<Element: Sendable, Value: Sendable, Fault: Error>(
    _ elements: [Element],
    atMost limit: Int,
    _ work: @escaping @Sendable (Element) async throws(Fault) -> Value
) async throws(Fault) -> [Value] {
    let outcome = await withTaskGroup(of: (Int, Result<Value, Fault>).self) { group in
        var waiting = Array(elements.enumerated()).makeIterator()
        var values: [(index: Int, value: Value)] = []
        var failure: Fault?
        func beginNext() {
            guard failure == nil, let (index, element) = waiting.next() else { return }
            group.addTask {
                do throws(Fault) {
                    return (index, .success(try await work(element)))
                } catch {
                    return (index, .failure(error))
                }
            }
        }
        for _ in 0..<max(1, limit) { beginNext() }
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
        return failure.map { Result<[Value], Fault>.failure($0) } ?? .success(ordered)
    }
    return try outcome.get()
}
