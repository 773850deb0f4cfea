import Domain

/// Protection that passes from a directly protected container to what it uses. It goes one step only: what the used
/// object uses itself gets none.
struct DerivedProtection {
    private let users: FirstUsers
    private let owners: [String: Address]
    private let projects: [String: Address]
    private let remembered: [RememberedKey: Memory.Use]
    private let direct: DirectProtection
    /// Directly protected tags, by the reference that docker shows.
    private let protectedTags: Set<String>

    private struct RememberedKey: Hashable {
        let kind: ResourceKind
        let id: String
    }

    init(host: ObservedHost, usage: Uses, direct: DirectProtection, policy: Policy, memory: Memory) {
        self.direct = direct
        protectedTags = DerivedProtection.protectedTags(of: host, direct)
        let protected = host.containers.filter { direct.rule(for: $0) != nil }
        let protectors = Set(protected.map(\.id))
        users = usage.firstUsers(among: protectors)
        owners = DerivedProtection.owners(of: protectors, in: host, usage)
        projects = DerivedProtection.projects(of: protected, besides: policy.projects)
        let uses = memory.protectedUses.map { (RememberedKey(kind: $0.kind, id: $0.resourceID), $0) }
        remembered = Dictionary(uses, uniquingKeysWith: { $0.user < $1.user ? $0 : $1 })
    }

    /// Protected because a directly protected container uses it, shares its Compose project, or was created from this
    /// image reference.
    func rule(for resource: Resource) -> DecidingRule? {
        liveUse(of: resource) ?? createdFromProtected(resource) ?? sameProject(resource)
    }

    /// What the ledger says a protected container used last.
    func rememberedRule(for resource: Resource) -> DecidingRule? {
        let key = RememberedKey(kind: resource.address.kind, id: resource.id)
        return remembered[key].map {
            DecidingRule(.lastUsedByProtected, pattern: $0.user.description, origin: .memory($0.lastSeen))
        }
    }

    private func liveUse(of resource: Resource) -> DecidingRule? {
        let user: Address? =
            switch resource {
            case .container(let container): owners[container.id]
            case .tag, .untagged, .volume, .network: users[resource]
            }
        return user.map { DecidingRule(.usedByProtected, pattern: $0.description, origin: .observation) }
    }

    private func createdFromProtected(_ resource: Resource) -> DecidingRule? {
        guard case .container(let container) = resource else { return nil }
        let isTagProtected = protectedTags.contains(ImageReference(container.imageReference).familiar)
        guard isTagProtected || direct.rule(forReference: container.imageReference) != nil else { return nil }
        return DecidingRule(.createdFromProtectedImage, pattern: container.imageReference, origin: .observation)
    }

    private func sameProject(_ resource: Resource) -> DecidingRule? {
        guard let project = resource.labels.composeProject, let member = projects[project] else { return nil }
        return DecidingRule(.sameProjectAsProtected, pattern: "\(project) (\(member))", origin: .observation)
    }

    /// A tag can be protected by its name, but also by what its image carries: a label, or a Compose project.
    private static func protectedTags(of host: ObservedHost, _ direct: DirectProtection) -> Set<String> {
        let tags = host.images.flatMap { image in image.tags.filter { direct.rule(forTag: $0, of: image) != nil } }
        return Set(tags.map { ImageReference($0).familiar })
    }

    /// The containers whose namespaces or volumes a protected container shares, with the protected one.
    private static func owners(
        of protectors: Set<String>,
        in host: ObservedHost,
        _ usage: Uses
    ) -> [String: Address] {
        let pairs = host.containers.compactMap { owner in
            usage.users(ofContainer: owner.id).first { protectors.contains($0.id) }.map { (owner.id, $0.address) }
        }
        return Dictionary(firstWins: pairs)
    }

    private static func projects(of protected: [ObservedContainer], besides own: [String]) -> [String: Address] {
        let pairs = protected.compactMap { container in
            container.labels.composeProject.flatMap { own.contains($0) ? nil : ($0, container.address) }
        }
        return Dictionary(pairs, uniquingKeysWith: { min($0, $1) })
    }
}

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
        byAddress = Dictionary(firstWins: memory.protected.map { ($0.address, $0) })
        byID = Dictionary(firstWins: memory.protected.map { ($0.id, $0) })
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
