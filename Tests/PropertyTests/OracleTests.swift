import Classification
import CoreTestSupport
import Domain
import Testing

/// Every class of many random hosts, compared with a second opinion.
@Suite struct `Random hosts` {
    static let seeds = Share.of(1..<10_001)

    @Test func `ten thousand hosts are classified as the oracle does, with every class and every rule among them`()
        async
    {
        let tally = await withTaskGroup(of: Tally.self, returning: Tally.self) { group in
            for part in Seeds.parts(of: Self.seeds) {
                group.addTask { part.reduce(into: Tally()) { $0.compare(World.random($1)) } }
            }
            return await group.reduce(into: Tally()) { $0.add($1) }
        }
        print(tally)
        #expect(tally.disagreements.isEmpty, "\(tally.disagreements.prefix(10).joined(separator: "\n"))")
        #expect(tally.hosts == Self.seeds.count)
        for one in ResourceClass.allCases { #expect(tally.share(of: one) >= 5, "\(one) is too rare") }
        for rule in RuleName.allCases { #expect(tally.rules[rule, default: 0] > 0, "\(rule) was never named") }
    }
}
