internal import Domain

/// Protection that outlives the rule: what a recorded audit saw protected stays so until a `release` names it.
struct StickyProtection {
    private let byAddress: [Address: Memory.Protected]
    private let byID: [String: Memory.Protected]
    private let memory: Memory
    private let ages: AgeThresholds
    private let now: Timestamp

    init(policy: Policy, memory: Memory, now: Timestamp) {
        self.memory = memory
        self.now = now
        ages = policy.ages
        byAddress = Dictionary(memory.protected.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
        byID = Dictionary(memory.protected.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func rule(for resource: Resource) -> DecidingRule? {
        switch resource {
        case .container, .network: protectedBefore(byAddress[resource.address] ?? byID[resource.id])
        case .volume: protectedBefore(byAddress[resource.address])
        case .untagged(let image): boreProtectedTag(image)
        case .tag: nil
        }
    }

    private func protectedBefore(_ remembered: Memory.Protected?) -> DecidingRule? {
        remembered.map {
            DecidingRule(
                .protectedBefore,
                pattern: "\($0.address) by \($0.rule.name.rawValue)",
                origin: .memory($0.first)
            )
        }
    }

    func boreProtectedTag(_ image: ObservedImage) -> DecidingRule? {
        guard let last = memory.imageProtectedUntil[image.id] else { return nil }
        let until = last.adding(days: ages.formerlyProtectedImageDays)
        guard now < until else { return nil }
        return DecidingRule(.boreProtectedTag, pattern: "until \(until)", origin: .memory(last))
    }
}

/// The `release` entries that are in force. They lift what only memory protects.
struct ActiveReleases {
    private let active: [Glob]

    init(policy: Policy, memory: Memory, now: Timestamp) {
        active = policy.releases.filter { release in
            let firstSeen = memory.releaseFirstSeen[release.address.pattern] ?? now
            let until = release.until ?? firstSeen.adding(days: Release.defaultDays)
            return now <= until.endOfDay
        }.map(\.address)
    }

    func lift(_ address: Address) -> Bool {
        let text = address.description
        return active.contains { $0.matches(text) }
    }
}
