import Domain

/// Turns preliminary verdicts into final ones, once it is known which containers stay.
struct FinalVerdicts {
    private let judge: HostClassifier
    private let retention: Retention
    private let images: ImageRetention
    private let networks: NetworkRetention
    /// The first container whose list entry could not be read: what it uses is not known, so it counts as a user of
    /// everything.
    private let unreadableUser: Address?

    init(judge: HostClassifier, preliminary: [(Resource, Verdict)]) {
        self.judge = judge
        let safe = preliminary.filter { $0.1.class == .extraSafeDelete }.map(\.0)
        unreadableUser = judge.host.incomplete.first { $0.address.kind == .container }?.address
        retention = Retention(usage: judge.usage, candidates: FinalVerdicts.containers(safe))
        networks = NetworkRetention(judge.usage, retention, candidates: FinalVerdicts.networks(safe))
        images = ImageRetention(
            host: judge.host,
            usage: judge.usage,
            retention: retention,
            candidates: FinalVerdicts.images(safe)
        )
    }

    func classified(_ resource: Resource, _ preliminary: Verdict) -> ClassifiedResource {
        let verdict = final(resource, preliminary)
        return ClassifiedResource(
            address: resource.address,
            id: resource.id,
            class: verdict.class,
            rule: verdict.rule,
            notes: verdict.notes + (resource.bindsAllVolumes ? [.bindsAllVolumes] : [])
                + (isDead(resource) ? [.dead] : []) + (isOrphan(resource, verdict) ? [.orphan] : []),
            usedBy: judge.usage.everyUser(of: resource),
            age: verdict.class == .extraSafeDelete ? judge.safeDeletion.age(of: resource) : nil
        )
    }

    /// A container that a replacement set aside has rules of its own.
    private func isOrphan(_ resource: Resource, _ verdict: Verdict) -> Bool {
        guard case .container(let container) = resource, verdict.class != .protected else { return false }
        return verdict.rule.name != .setAside && judge.expectation.isOrphan(container)
    }

    private func isDead(_ resource: Resource) -> Bool {
        guard case .container(let container) = resource else { return false }
        return container.state == .dead
    }

    func final(_ resource: Resource, _ preliminary: Verdict) -> Verdict {
        guard preliminary.class == .extraSafeDelete else { return preliminary }
        if let holder = holder(of: resource) { return .inUse(by: holder) }
        return Verdict(.extraSafeDelete, preliminary.rule, notes: notes(of: resource))
    }

    private func holder(of resource: Resource) -> String? {
        if let unreadableUser { return "\(unreadableUser) (unreadable)" }
        switch resource {
        case .container(let container): return retention.holders[container.id]?.description
        case .tag(_, let image): return images.holder(ofTag: resource.address, of: image)
        case .untagged(let image): return images.holder(ofUntagged: image)
        case .network(let network, _): return networks.holder(of: Address(.network, network.id))
        case .volume:
            let uses = judge.usage.uses(of: resource)
            return retention.staying(judge.usage.containers(uses)).first?.address.description
                ?? Uses.lasting(uses).first?.description
        }
    }

    private func notes(of resource: Resource) -> [ClassifiedResource.Note] {
        switch resource {
        case .container(let container):
            guard let detail = container.detail else { return [.provisional] }
            return detail.autoRemove ? [.autoRemove] : []
        case .tag(_, let image): return images.goes(image) ? [] : [.untagOnly]
        case .untagged, .volume, .network: return []
        }
    }

    private static func containers(_ safe: [Resource]) -> Set<String> {
        Set(
            safe.compactMap { resource in
                guard case .container(let container) = resource else { return nil }
                return container.id
            }
        )
    }

    private static func networks(_ safe: [Resource]) -> [Address: Address] {
        safe.reduce(into: [:]) { candidates, resource in
            guard case .network(let network, let address) = resource else { return }
            candidates[Address(.network, network.id)] = address
        }
    }

    private static func images(_ safe: [Resource]) -> [String: Set<Address>] {
        safe.reduce(into: [:]) { candidates, resource in
            switch resource {
            case .tag(_, let image): candidates[image.id, default: []].insert(resource.address)
            case .untagged(let image): candidates[image.id] = []
            case .container, .volume, .network: break
            }
        }
    }
}

extension Resource {
    fileprivate var bindsAllVolumes: Bool {
        guard case .container(let container) = self else { return false }
        return container.bindsAllVolumes
    }
}
