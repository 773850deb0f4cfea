import CoreTestSupport
import Domain

extension WorldMaker {
    mutating func policy() -> Policy {
        let ages = someAges()
        let releases = someReleases()
        let project = dice.percent(85) ? "staging" : nil
        let adopts = dice.percent(20)
        return Fixture.ownersPolicy { rules in
            rules.project = project
            rules.keepNamedPrefixes += ["keep-"]
            rules.protectContainers = ["*-vault"]
            rules.protectImages += ["*-base"]
            rules.protectTags = ["keep-*"]
            rules.guardRules = [Fixture.guardRule("own-"), Fixture.guardRule("test-own", .images)]
            rules.deleteImages = ["scratch-*", "web:pr-*"]
            rules.adopted = adopts ? ["container/odoo*"] : []
            rules.ages = ages
            rules.releases = releases
        }
    }

    private mutating func someAges() -> AgeThresholds {
        AgeThresholds(
            unnamedImageDays: dice.pick([nil, 0, 0, 14]),
            unusedImageDays: dice.pick([nil, nil, 0, 7]),
            unusedVolumeDays: dice.pick([nil, nil, 0, 7]),
            anonymousVolumeDays: dice.pick([nil, 0, 7])
        )
    }

    private mutating func someReleases() -> [Release] {
        guard dice.percent(25) else { return [] }
        let until = dice.pick([nil, Fixture.now.adding(days: 3), Fixture.days(ago: 1), Fixture.now])
        return [Fixture.release(dice.pick(["volume/test-*", "container/*", "image/sha256:*", "*"]), until: until)]
    }

    /// A memory about objects of this host, and about some that are gone.
    mutating func memory(of host: ObservedHost) -> Memory {
        guard dice.percent(60) else { return dice.percent(50) ? .none : Memory() }
        return Memory(
            protected: someProtected(host),
            protectedUses: someUses(host),
            imageUnusedSince: times(host.images.map(\.id), 70),
            volumeUnusedSince: times(host.volumes.map(\.name), 70),
            imageProtectedUntil: times(host.images.map(\.id), 10),
            volumeLostUser: times(host.volumes.map(\.name), 10),
            releaseFirstSeen: dice.percent(50)
                ? ["volume/test-*": Fixture.days(ago: 31), "*": Fixture.days(ago: 2)] : [:],
            anonymousOfDeleted: times(host.volumes.map(\.name).filter(ObservedVolume.looksAnonymous), 70),
            gaps: someGaps()
        )
    }

    private mutating func times(_ keys: [String], _ chance: Int) -> [String: Timestamp] {
        keys.reduce(into: [:]) { times, key in
            guard dice.percent(chance) else { return }
            times[key] = Fixture.days(ago: dice.pick([0, 6, 7, 7, 14, 14, 30, 99]), seconds: dice.pick([0, 0, 1]))
        }
    }

    private mutating func someGaps() -> [ObservationGap] {
        guard dice.percent(20) else { return [] }
        let stretches = [(40, 20), (16, 12), (8, 5), (4, 0)].filter { _ in dice.percent(40) }
        return stretches.map { ObservationGap(from: Fixture.days(ago: $0.0), to: Fixture.days(ago: $0.1)) }
    }

    private mutating func someProtected(_ host: ObservedHost) -> [Memory.Protected] {
        let rule = DecidingRule(.keepNamedPrefix, pattern: "old-", origin: .observation)
        let named: [(Address, String)] =
            host.containers.map { ($0.address, $0.id) } + host.volumes.map { ($0.address, $0.name) }
            + host.networks.map { (host.address(of: $0), $0.id) }
        return named.filter { _ in dice.percent(5) }.map { address, id in
            let renamed = dice.percent(30) ? Address(address.kind, "renamed") : address
            return .init(address: renamed, id: dice.percent(50) ? id : "gone", rule: rule, first: Fixture.days(ago: 50))
        }
    }

    private mutating func someUses(_ host: ObservedHost) -> [Memory.Use] {
        let objects: [(ResourceKind, String)] =
            host.images.map { (.image, $0.id) } + host.volumes.map { (.volume, $0.name) }
            + host.networks.map { (.network, $0.id) } + host.containers.map { (.container, $0.id) }
        return objects.filter { _ in dice.percent(4) }.map {
            .init(user: Address(.container, "prod-gone"), kind: $0.0, resourceID: $0.1, lastSeen: Fixture.days(ago: 9))
        }
    }
}
