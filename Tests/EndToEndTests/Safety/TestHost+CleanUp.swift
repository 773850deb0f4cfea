import TestSupport
import Testing

/// What the program said about one resource.
struct Judged: Equatable, Sendable {
    let kind: String
    let rule: String
    let notes: [String]
}

extension TestHost {
    /// Class, rule and notes of every address.
    func audit() async throws -> [String: Judged] {
        let outcome = try await run("audit", "--json").requireExit(0)
        let resources = try outcome.document().data.resources.array
        let pairs = try resources.map { resource in
            let address = try #require(resource.address.string)
            let notes = resource.notes.array.compactMap(\.string)
            let kind = try #require(resource["class"].string)
            return (address, Judged(kind: kind, rule: try #require(resource.rule.name.string), notes: notes))
        }
        return try Dictionary(pairs) { _, _ in throw Twice() }
    }

    private struct Twice: Error {}

    /// Applies a plan; the exit code must be 0, and every step done.
    func applyAll(of planned: TestPlan) async throws {
        let file = try #require(planned.file, "nothing was planned: \(planned)")
        let outcome = try await apply(file).requireExit(0)
        let steps = try outcome.document().data.steps.array
        #expect(!steps.isEmpty && steps.allSatisfy { $0.outcome == .string("done") }, "\(outcome)")
        #expect(Set(steps.compactMap(\.address.string)) == Set(planned.kinds.keys), "\(outcome)")
    }

    /// Plans, applies, and demands that exactly what was to go is gone, and that nothing else is changed.
    func cleanUp(removing addresses: Set<String>) async throws {
        let before = try await facts()
        #expect(addresses.isSubset(of: before.keys), "not there: \(addresses.subtracting(before.keys).sorted())")
        let planned = try await plan()
        #expect(Set(planned.kinds.keys) == addresses)
        if planned.file != nil { try await applyAll(of: planned) }
        try await expectFacts(before.filter { !addresses.contains($0.key) })
    }

    /// Demands that the host is as it was.
    func expectFacts(_ wanted: [String: String]) async throws {
        let found = try await facts()
        for (address, fact) in wanted.sorted(by: { $0.key < $1.key }) {
            #expect(found[address] == fact, "\(address) changed")
        }
        #expect(Set(found.keys).subtracting(wanted.keys).isEmpty, "these should not be there")
    }
}
