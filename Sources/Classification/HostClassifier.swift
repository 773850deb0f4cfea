import Domain

/// Everything that is known about one host, ready to judge its resources one by one.
///
/// The order is the promise: protected > expected > extra_safe_delete > unknown.
struct HostClassifier {
    let host: ObservedHost
    let usage: Uses
    let direct: DirectProtection
    let own: OwnContainer
    let derived: DerivedProtection
    let sticky: StickyProtection
    let releases: ActiveReleases
    let expectation: Expectation
    let safeDeletion: SafeDeletion
    /// IDs of the containers that the stack declares and no direct rule protects.
    private let expectedContainers: Set<String>
    private let expectedUsers: FirstUsers
    private let declaredUsers: FirstUsers

    init(host: ObservedHost, policy: Policy, memory: Memory) {
        let now = host.observedAt
        self.host = host
        usage = Uses(host)
        direct = DirectProtection(policy)
        own = OwnContainer(host, usage)
        derived = DerivedProtection(host: host, usage: usage, direct: direct, policy: policy, memory: memory)
        sticky = StickyProtection(policy: policy, memory: memory, now: now)
        releases = ActiveReleases(policy: policy, memory: memory, now: now)
        expectation = Expectation(policy, host)
        safeDeletion = SafeDeletion(policy: policy, memory: memory, now: now, usage: usage, swarm: host.swarm)
        let (direct, expectation) = (direct, expectation)
        let declared = host.containers.filter { expectation.rule(for: $0) != nil }
        expectedContainers = Set(declared.filter { direct.rule(for: $0) == nil }.map(\.id))
        expectedUsers = usage.firstUsers(among: expectedContainers)
        declaredUsers = usage.firstUsers(among: Set(declared.map(\.id)))
    }

    /// The verdict before it is known which containers stay.
    func verdict(on resource: Resource) -> Verdict {
        protection(of: resource) ?? expected(resource) ?? safeDeletion.verdict(on: resource)
    }

    /// Whether the stack declares the container. Only direct rules protect a declared container: otherwise sharing a
    /// namespace with a protected one would make it unmanageable. A container that a replacement set aside is not
    /// declared any more.
    func isDeclared(_ resource: Resource) -> Bool {
        guard case .container(let container) = resource else { return false }
        return expectation.rule(for: container).map { $0.name != .setAside } ?? false
    }

    private func protection(of resource: Resource) -> Verdict? {
        if let rule = direct.rule(for: resource) ?? own.rule(for: resource) {
            return Verdict(.protected, rule, notes: notes(of: resource))
        }
        guard !isDeclared(resource) else { return nil }
        if let rule = derived.rule(for: resource) { return Verdict(.protected, rule, notes: notes(of: resource)) }
        guard !releases.lift(resource.address) else { return nil }
        return memoryRule(for: resource).map { Verdict(.protected, $0, notes: notes(of: resource) + [.byMemory]) }
    }

    func memoryRule(for resource: Resource) -> DecidingRule? {
        derived.rememberedRule(for: resource) ?? sticky.rule(for: resource) ?? formerTag(resource)
    }

    /// Protects the remaining tags of an image whose last protected tag moved to a newer build: the older image is what
    /// one would roll back to. An expected tag is left to the rule that expects it.
    private func formerTag(_ resource: Resource) -> DecidingRule? {
        guard case .tag(_, let image) = resource, expectation.rule(for: resource) == nil,
            !image.tags.contains(where: { direct.rule(forTag: $0, of: image) != nil })
        else { return nil }
        return sticky.boreProtectedTag(image)
    }

    private func expected(_ resource: Resource) -> Verdict? {
        if let rule = expectation.rule(for: resource) {
            return Verdict(.expected, rule, notes: expectation.isForeign(resource) ? [.foreign] : [])
        }
        return usedByExpected(resource).map { Verdict(.expected, $0) }
    }

    /// What an expected container uses: its volumes, networks and the very tag that it was created from.
    func usedByExpected(_ resource: Resource) -> DecidingRule? {
        let user: Address? =
            switch resource {
            case .container: nil
            case .tag: usage.users(of: resource).first { expectedContainers.contains($0.id) }?.address
            case .untagged, .volume, .network: expectedUsers[resource]
            }
        return user.map { DecidingRule(.usedByExpected, pattern: $0.description, origin: .observation) }
    }

    /// `shared`: the stack names or uses it too.
    private func notes(of resource: Resource) -> [ClassifiedResource.Note] {
        switch resource {
        case .container: return []
        case .network(let network, _) where network.isBuiltIn: return []
        case .tag, .untagged, .volume, .network:
            let isNamed = expectation.rule(for: resource) != nil
            return isNamed || declaredUsers[resource] != nil ? [.shared] : []
        }
    }
}

/// A class with the rule that decided it and what else is worth knowing.
struct Verdict {
    let `class`: ResourceClass
    let rule: DecidingRule
    var notes: [ClassifiedResource.Note]

    init(_ class: ResourceClass, _ rule: DecidingRule, notes: [ClassifiedResource.Note] = []) {
        self.class = `class`
        self.rule = rule
        self.notes = notes
    }

    static func unknown(_ rule: DecidingRule) -> Verdict { Verdict(.unknown, rule) }

    static func inUse(by user: String) -> Verdict {
        .unknown(DecidingRule(.inUse, pattern: user, origin: .observation))
    }
}
