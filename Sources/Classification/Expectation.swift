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
        volumes = Expectation.index(allowed.volumes) { Expectation.forms(.volume, $0.name, policy) }
        networks = Expectation.index(allowed.networks) { Expectation.forms(.network, $0.name, policy) }
    }

    /// The allow-list entry that names the resource itself, else the stack's declaration of it.
    func rule(for resource: Resource) -> DecidingRule? {
        switch resource {
        case .container(let container): rule(for: container)
        case .tag(let reference, _): rule(forTag: reference) ?? declared(ImageReference(reference).familiar, \.images)
        case .untagged: nil
        case .volume(let volume):
            volumes[volume.address].map { DecidingRule(.allowedVolume, pattern: $0.name, origin: .file($0.position)) }
                ?? declared(volume.name, \.volumes)
        case .network(let network, _):
            networks[Address(.network, network.name)].map {
                DecidingRule(.allowedNetwork, pattern: $0.name, origin: .file($0.position))
            } ?? declared(network.name, \.networks)
        }
    }

    func rule(for container: ObservedContainer) -> DecidingRule? {
        entry(for: container).map {
            DecidingRule(.allowedContainer, pattern: $0.name, origin: .file($0.position))
        } ?? declaredContainer(container) ?? setAside(container)
    }

    private func declared(
        _ name: String,
        _ names: KeyPath<StackNames, [String: SourcePosition]>
    ) -> DecidingRule? {
        (policy.stack?[keyPath: names][name]).map { DecidingRule(.inStack, pattern: name, origin: .file($0)) }
    }

    /// By its name, or by the service of the SSOT's own stack that it runs.
    private func declaredContainer(_ container: ObservedContainer) -> DecidingRule? {
        let named = container.names.compactMap { declared($0, \.containers) }
        if let rule = named.first { return rule }
        guard isOfOurProject(container), let service = container.labels.composeService else { return nil }
        return policy.stack?.services[service]?.first.flatMap { declared($0, \.containers) }
    }

    private func isOfOurProject(_ container: ObservedContainer) -> Bool {
        guard let project = policy.project, !container.labels.isOneOff else { return false }
        return container.labels.composeProject == project
    }

    /// What a replacement set aside bears its own ID before the name of a container that is expected.
    private func setAside(_ container: ObservedContainer) -> DecidingRule? {
        let prefix = "\(container.id.prefix(12))_"
        guard isOfOurProject(container), container.name.utf8.starts(with: prefix.utf8) else { return nil }
        let name = String(decoding: container.name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        let position = containers[Address(.container, name)]?.position ?? policy.stack?.containers[name]
        return position.map { DecidingRule(.setAside, pattern: name, origin: .file($0)) }
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

    /// Under the name that the stack gives it; where the stack does not declare it, or was not read, under both forms.
    private static func forms(_ kind: ResourceKind, _ name: String, _ policy: Policy) -> [Address] {
        let prefixed = policy.project.map { "\($0)_\(name)" }
        let declared = kind == .volume ? policy.stack?.volumes : policy.stack?.networks
        let final = [prefixed, name].compactMap(\.self).first { declared?[$0] != nil }
        return (final.map { [$0] } ?? [name] + [prefixed].compactMap(\.self)).map { Address(kind, $0) }
    }

    private static func index<Entry>(_ entries: [Entry], _ addresses: (Entry) -> [Address]) -> [Address: Entry] {
        let pairs = entries.flatMap { entry in addresses(entry).map { ($0, entry) } }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension Expectation {
    /// Allowed and declared things that are not there. A tag glob is missing when no tag of the host fits it.
    func missing(from host: ObservedHost) -> [Address] {
        let present = Set(Resource.all(of: host).compactMap { rule(for: $0)?.origin.position })
        let allowed = policy.allowed
        let entries =
            allowed.containers.map { (Address(.container, $0.name), $0.position) }
            + allowed.images.map { (Address(.image, "\($0.repository):\($0.tag)"), $0.position) }
            + allowed.volumes.map { (final(.volume, $0.name), $0.position) }
            + allowed.networks.map { (final(.network, $0.name), $0.position) }
        let unlisted = entries.filter { !present.contains($0.1) }.map(\.0)
        return Set(unlisted + undeclared(by: host)).sorted()
    }

    private func final(_ kind: ResourceKind, _ name: String) -> Address {
        let forms = Expectation.forms(kind, name, policy)
        return forms.count == 1 ? forms[0] : Address(kind, name)
    }

    /// What the stack declares, by final names; images only where the allow-list does not speak of them.
    private func undeclared(by host: ObservedHost) -> [Address] {
        guard let stack = policy.stack else { return [] }
        let there = Set(Resource.all(of: host).map(\.address))
        let names =
            stack.containers.keys.map { Address(.container, $0) } + stack.volumes.keys.map { Address(.volume, $0) }
            + stack.networks.keys.map { Address(.network, $0) }
        return names.filter { !there.contains($0) }
    }
}

extension RuleOrigin {
    fileprivate var position: SourcePosition? {
        guard case .file(let position) = self else { return nil }
        return position
    }
}
