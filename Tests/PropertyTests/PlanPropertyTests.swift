import Classification
import CoreTestSupport
import Domain
import Planning
import Testing

/// Promises about plans that must hold on any host.
@Suite struct `Plans of random hosts` {
    static let seeds = Share.of(20_001..<22_501)

    @Test func `applying a plan changes nothing but safe objects, every step succeeds, and a second plan is empty`()
        async
    {
        let broken = await Self.check { world in
            var properties = PlanningProperties(world)
            let after = properties.apply()
            properties.checkOrder()
            properties.checkIdempotence(after)
            properties.checkShuffling()
            return properties.broken
        }
        #expect(broken.isEmpty, "\(broken.prefix(10).joined(separator: "\n"))")
    }

    @Test func `any part of a plan can be applied by itself`() async {
        let broken = await Self.check { world in
            var dice = Dice(seed: world.seed)
            let all = PlanningProperties.plan(world).plan.actions.map { ResourcePattern($0.address.description) }
            let selection = Selection(
                targets: dice.percent(50) ? [] : all.filter { _ in dice.percent(40) },
                exclusions: all.filter { _ in dice.percent(25) }
            )
            var properties = PlanningProperties(world, selection: selection)
            _ = properties.apply()
            properties.checkOrder()
            return properties.broken
        }
        #expect(broken.isEmpty, "\(broken.prefix(10).joined(separator: "\n"))")
    }

    @Test func `another protection rule never takes protection away`() async {
        let broken = await Self.check { world in
            var dice = Dice(seed: world.seed)
            let name = dice.pick(Names.containers + Names.volumes + Names.networks)
            let scope = dice.pick(ProtectionRule.Scope.allCases)
            let more = world.policy.adding(protection: [Fixture.guardRule(name, scope)])
            let before = Self.classes(world)
            let after = Self.classes(world.with(policy: more))
            return before.filter { $0.value == .protected && after[$0.key] != .protected }
                .map { "seed \(world.seed): \($0.key) lost its protection to the rule \(name) on \(scope)" }
        }
        #expect(broken.isEmpty, "\(broken.prefix(10).joined(separator: "\n"))")
    }

    /// Exception: more memory may make a tag deletable. Where memory keeps one tag of an image, removing the others no
    /// longer removes its last tag.
    @Test func `memory, ages apart, never makes any object deletable`() async {
        let broken = await Self.check { world in
            let forgetful = Self.classes(world.with(memory: world.memory.withoutProtection))
            let safe = Classifier(policy: world.policy, memory: world.memory).classify(world.host).resources
                .filter { $0.class == .extraSafeDelete && !$0.notes.contains(.untagOnly) }
            return safe.filter { forgetful[$0.address] != .extraSafeDelete }
                .map { "seed \(world.seed): \($0.address)" }
        }
        #expect(broken.isEmpty, "\(broken.prefix(10).joined(separator: "\n"))")
    }

    private static func classes(_ world: World) -> [Address: ResourceClass] {
        let resources = Classifier(policy: world.policy, memory: world.memory).classify(world.host).resources
        return Dictionary(resources.map { ($0.address, $0.class) }, uniquingKeysWith: { first, _ in first })
    }

    private static func check(_ judge: @escaping @Sendable (World) -> [String]) async -> [String] {
        await withTaskGroup(of: [String].self, returning: [String].self) { group in
            for part in Seeds.parts(of: seeds) { group.addTask { part.flatMap { judge(World.random($0)) } } }
            return await group.reduce(into: []) { $0 += $1 }.sorted()
        }
    }
}
