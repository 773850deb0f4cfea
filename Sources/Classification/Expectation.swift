internal import Domain

/// What the SSOT allows: by name for all four kinds, under Compose's own naming.
struct Expectation {
    private let policy: Policy
    private let containers: [Address: AllowList.Container]
    private let services: [String: AllowList.Container]
    private let volumes: [Address: AllowList.Name]
    private let networks: [Address: AllowList.Name]

    init(_ policy: Policy) {
        self.policy = policy
        let allowed = policy.allowed
        containers = Expectation.index(allowed.containers) { [Address(.container, $0.name)] }
        services = Dictionary(allowed.containers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        volumes = Expectation.index(allowed.volumes) { Expectation.forms(.volume, $0.name, policy.project) }
        networks = Expectation.index(allowed.networks) { Expectation.forms(.network, $0.name, policy.project) }
    }

    /// The allow-list entry that names the resource itself.
    func rule(for resource: Resource) -> DecidingRule? {
        switch resource {
        case .container(let container): rule(for: container)
        case .tag(let reference, _): rule(forTag: reference)
        case .untagged: nil
        case .volume(let volume):
            volumes[volume.address].map { DecidingRule(.allowedVolume, pattern: $0.name, origin: .file($0.position)) }
        case .network(let network, _):
            networks[Address(.network, network.name)].map {
                DecidingRule(.allowedNetwork, pattern: $0.name, origin: .file($0.position))
            }
        }
    }

    func rule(for container: ObservedContainer) -> DecidingRule? {
        entry(for: container).map {
            DecidingRule(.allowedContainer, pattern: $0.name, origin: .file($0.position))
        }
    }

    /// The entry that names a container, or the service of the SSOT's own stack that it runs.
    func entry(for container: ObservedContainer) -> AllowList.Container? {
        container.names.lazy.compactMap { containers[Address(.container, $0)] }.first ?? ownService(container)
    }

    /// Whether an expected object is not ours: another project's, or nobody's.
    func isForeign(_ resource: Resource) -> Bool {
        guard !policy.adopted.contains(where: { $0.pattern.matches(resource.address.description) }) else {
            return false
        }
        switch resource {
        case .tag, .untagged: return false
        case .container, .volume, .network:
            guard let project = resource.labels.composeProject else {
                return !resource.labels.isOurs
            }
            return project != policy.project
        }
    }

    /// Compose names a container `<project>-<service>-1` where the file sets no name.
    private func ownService(_ container: ObservedContainer) -> AllowList.Container? {
        guard let project = policy.project, container.labels.composeProject == project else { return nil }
        return container.labels.composeService.flatMap { services[$0] }
    }

    private func rule(forTag text: String) -> DecidingRule? {
        let reference = ImageReference(text)
        let repository = ImageReference.familiarRepository(reference.repository)
        let entry = policy.allowed.images.first {
            ImageReference.familiarRepository($0.repository).hasSameBytes(as: repository)
                && $0.tag.matches(reference.tag)
        }
        return entry.map {
            DecidingRule(.allowedImage, pattern: "\($0.repository):\($0.tag)", origin: .file($0.position))
        }
    }

    private static func forms(_ kind: ResourceKind, _ name: String, _ project: String?) -> [Address] {
        [Address(kind, name)] + (project.map { [Address(kind, "\($0)_\(name)")] } ?? [])
    }

    private static func index<Entry>(_ entries: [Entry], _ addresses: (Entry) -> [Address]) -> [Address: Entry] {
        let pairs = entries.flatMap { entry in addresses(entry).map { ($0, entry) } }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension Expectation {
    /// Allowed things that are not there. A tag glob is missing when no tag of the host fits it.
    func missing(from host: ObservedHost) -> [Address] {
        let present = Set(Resource.all(of: host).compactMap { rule(for: $0)?.origin.position })
        let allowed = policy.allowed
        let entries =
            allowed.containers.map { (Address(.container, $0.name), $0.position) }
            + allowed.images.map { (Address(.image, "\($0.repository):\($0.tag)"), $0.position) }
            + allowed.volumes.map { (Address(.volume, $0.name), $0.position) }
            + allowed.networks.map { (Address(.network, $0.name), $0.position) }
        return entries.filter { !present.contains($0.1) }.map(\.0).sorted()
    }
}

extension RuleOrigin {
    fileprivate var position: SourcePosition? {
        guard case .file(let position) = self else { return nil }
        return position
    }
}
