import CoreTestSupport
import Domain
import Planning
import Testing

/// Promises about plans of random stacks on random hosts.
@Suite struct `Plans of random stacks` {
    static let seeds = Share.of(40_001..<42_001)

    @Test func `a plan touches nothing but the stack's own, every call succeeds, and it comes to rest`() async {
        let broken = await Self.check { seed in
            var run = StackRun(StackWorld.random(seed))
            run.comesToRest()
            return run.broken
        }
        #expect(broken.isEmpty, "\(broken.prefix(12).joined(separator: "\n"))")
    }

    @Test func `any part of a plan can be applied by itself`() async {
        let broken = await Self.check { seed in
            var dice = Dice(seed: seed)
            let world = StackWorld.random(seed)
            let all = StackRun(world).result.plan.actions.map { ResourcePattern($0.address.description) }
            let selection = Selection(
                targets: dice.percent(50) ? [] : all.filter { _ in dice.percent(40) },
                exclusions: all.filter { _ in dice.percent(25) }
            )
            var run = StackRun(world, selection)
            _ = run.apply()
            return run.broken
        }
        #expect(broken.isEmpty, "\(broken.prefix(12).joined(separator: "\n"))")
    }

    @Test func `every kind of action and every reason turns up`() {
        let actions = (Self.seeds.lowerBound..<Self.seeds.lowerBound + 600).flatMap {
            StackRun(StackWorld.random($0)).result.plan.actions
        }
        let kinds = Set(actions.map(\.kind))
        #expect(kinds.isSuperset(of: [.create, .start, .update, .replace, .pull, .restore]))
        let reasons: Set<ActionReason> = [
            .missing, .specChanged, .hostChanged, .imageChanged, .notRunning, .dependencyReplaced, .setAside,
        ]
        #expect(Set(actions.map(\.reason)).isSuperset(of: reasons))
    }

    private static func check(_ judge: @escaping @Sendable (UInt64) -> [String]) async -> [String] {
        await withTaskGroup(of: [String].self, returning: [String].self) { group in
            for part in Seeds.parts(of: seeds) { group.addTask { part.flatMap(judge) } }
            return await group.reduce(into: []) { $0 += $1 }.sorted()
        }
    }
}
