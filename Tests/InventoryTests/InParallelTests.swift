import Inventory
import Synchronization
import Testing

@Suite struct InParallelTests {
    private struct Broken: Error, Equatable { let element: Int }

    @Test func `results come in the order of their elements, and no more than asked run at once`() async {
        let running = Mutex((now: 0, most: 0))
        let results = await inParallel(Array(0..<40), atMost: 3) { element in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            // Later elements are done sooner.
            for _ in element..<40 { await Task.yield() }
            running.withLock { $0.now -= 1 }
            return element * 2
        }
        #expect(results == (0..<40).map { $0 * 2 })
        #expect(running.withLock(\.most) <= 3)
    }

    @Test func `after an error nothing more begins`() async {
        let begun = Mutex<[Int]>([])
        await #expect(throws: Broken(element: 2)) {
            try await inParallel(Array(0..<100), atMost: 1) { element in
                begun.withLock { $0.append(element) }
                if element == 2 { throw Broken(element: element) }
            }
        }
        #expect(begun.withLock(\.self) == [0, 1, 2])
    }

    @Test func `nothing is done for nothing`() async {
        #expect(await inParallel([Int](), atMost: 4) { $0 }.isEmpty)
    }
}
