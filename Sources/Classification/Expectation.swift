import Domain

/// What the SSOT allows and what its stacks declare: by name for all four kinds, under Compose's own naming.
struct Expectation {
    private let policy: Policy
    private let stacks: [StackExpectation]
    private let containers: [Address: AllowList.Container]
    private let services: [String: AllowList.Container]
    private let volumes: [Address: AllowList.Name]
    private let networks: [Address: AllowList.Name]

    init(_ policy: Policy, _ host: ObservedHost) {
        self.policy = policy
        let stacks = policy.stacks.map { StackExpectation($0, policy, host) }
        self.stacks = stacks
        let allowed = policy.allowed
        containers = Expectation.index(allowed.containers) { [Address(.container, $0.name)] }
        services = Dictionary(firstWins: allowed.containers.map { ($0.name, $0) })
        func forms(_ kind: ResourceKind, _ name: String) -> [Address] {
            let final = stacks.compactMap { $0.finalName(kind, name) }.map { Address(kind, $0) }
            return final.isEmpty ? Expectation.forms(kind, name, policy.projects) : final
        }
        volumes = Expectation.index(allowed.volumes) { forms(.volume, $0.name) }
        networks = Expectation.index(allowed.networks) { forms(.network, $0.name) }
    }

    func rule(for resource: Resource) -> DecidingRule? { rules(for: resource).first }

    func rule(for container: ObservedContainer) -> DecidingRule? { rules(for: .container(container)).first }

    /// The allow-list entry that names the resource itself, the stacks' declarations of it, and what a replacement set
    /// aside, in the order of trying.
    func rules(for resource: Resource) -> [DecidingRule] {
        ([allowing(resource)] + stacks.map { $0.rule(for: resource) } + [setAside(resource)]).compactMap(\.self)
    }

    private func allowing(_ resource: Resource) -> DecidingRule? {
        switch resource {
        case .container(let container):
            entry(for: container).map {
                DecidingRule(.allowedContainer, pattern: $0.name, origin: .file($0.position))
            }
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

    /// The rule for a container that a replacement set aside: behind the prefix `<12 of its ID>_` stands an allowed or
    /// declared name.
    private func setAside(_ resource: Resource) -> DecidingRule? {
        guard case .container(let container) = resource, isOfOurProject(container) else { return nil }
        let stack = stacks.first { $0.project == container.labels.composeProject }
        let name = stack?.nameBeforeSetAside(container) ?? SetAsideName.base(of: container.name)
        guard let name, !container.names.contains(where: { containers[Address(.container, $0)] != nil }) else {
            return nil
        }
        let position =
            stack?.declaration(of: name) ?? containers[Address(.container, name)]?.position
            ?? container.labels.composeService.flatMap { services[$0]?.position }
        return position.map { DecidingRule(.setAside, pattern: name, origin: .file($0)) }
    }

    /// The entry that names a container, or the service of the SSOT's own stack that it runs.
    func entry(for container: ObservedContainer) -> AllowList.Container? {
        container.names.lazy.compactMap { containers[Address(.container, $0)] }.first ?? ownService(container)
    }

    /// Whether a container of a stack is not ours: another project's, or nobody's. Nothing but the stack's containers
    /// is ever changed, so it makes no difference for anything else.
    func isForeign(_ resource: Resource) -> Bool {
        guard case .container = resource, !policy.adopted.adopt(resource.address) else { return false }
        let isDeclared = stacks.contains { $0.rule(for: resource) != nil }
        guard isDeclared || setAside(resource) != nil else { return false }
        guard let project = resource.labels.composeProject else { return !resource.labels.isOurs }
        return !policy.projects.contains(project) || isFromElsewhere(resource)
    }

    /// Whether one of our stacks made it, and does not declare its service any more.
    func isOrphan(_ container: ObservedContainer) -> Bool {
        guard let service = container.labels.composeService, isOfOurProject(container) else { return false }
        let stack = stacks.first { $0.project == container.labels.composeProject }
        return stack.map { !$0.declares(service: service) } ?? false
    }

    /// Compose names a container `<project>-<service>-1` where the file sets no name.
    private func ownService(_ container: ObservedContainer) -> AllowList.Container? {
        guard isOfOurProject(container), SetAsideName.base(of: container.name) == nil else { return nil }
        return container.labels.composeService.flatMap { services[$0] }
    }

    /// A one-off container of `docker compose run` carries the project's labels, but it is no container of a service.
    private func isOfOurProject(_ container: ObservedContainer) -> Bool {
        guard let project = container.labels.composeProject, !container.labels.isOneOff else { return false }
        let isOurs = !isFromElsewhere(.container(container)) || policy.adopted.adopt(container.address)
        return policy.projects.contains(project) && isOurs
    }

    /// A project of our name that another folder's files made. Only containers are labelled with their files.
    private func isFromElsewhere(_ resource: Resource) -> Bool {
        guard case .container(let container) = resource,
            let stack = stacks.first(where: { $0.project == container.labels.composeProject })
        else { return false }
        return stack.origin.isElsewhere(container.labels)
    }

    private func rule(forTag text: String) -> DecidingRule? {
        let reference = ImageReference(text)
        return policy.allowed.images.first { $0.names(reference) }.map {
            DecidingRule(.allowedImage, pattern: "\($0.repository):\($0.tag)", origin: .file($0.position))
        }
    }

    private static func forms(_ kind: ResourceKind, _ name: String, _ projects: [String]) -> [Address] {
        [Address(kind, name)] + projects.map { Address(kind, "\($0)_\(name)") }
    }

    private static func index<Entry>(_ entries: [Entry], _ addresses: (Entry) -> [Address]) -> [Address: Entry] {
        let pairs = entries.flatMap { entry in addresses(entry).map { ($0, entry) } }
        return Dictionary(firstWins: pairs)
    }
}

extension Expectation {
    /// Allowed and declared things that are not there, each once. A tag glob is missing when no tag of the host fits
    /// it.
    func missing(from host: ObservedHost) -> [Address] {
        let present = Set(Resource.all(of: host).compactMap { allowing($0)?.origin.position })
        let allowed = policy.allowed
        let entries =
            allowed.containers.filter { entry in !stacks.contains { $0.declares(entry) } }.map {
                (Address(.container, $0.name), $0.position)
            }
            + allowed.images.filter { entry in !stacks.contains { $0.declares(entry) } }.map {
                (Address(.image, "\($0.repository):\($0.tag)"), $0.position)
            }
            + allowed.volumes.filter { !isDeclared(.volume, $0) }.map {
                (Address(.volume, $0.name), $0.position)
            }
            + allowed.networks.filter { !isDeclared(.network, $0) }.map {
                (Address(.network, $0.name), $0.position)
            }
        // A volume that the Engine could not list is not missed.
        let unlisted = entries.filter { !present.contains($0.1) }.map(\.0)
            .filter { $0.kind != .volume || !host.mayHideVolumes(ofDriver: nil) }
        return Set(unlisted + stacks.flatMap { $0.missing(from: host) }).sorted()
    }

    private func isDeclared(_ kind: ResourceKind, _ entry: AllowList.Name) -> Bool {
        stacks.contains { $0.finalName(kind, entry.name) != nil }
    }
}

extension AllowList.Image {
    func names(_ reference: ImageReference) -> Bool {
        let own = ImageReference.familiarRepository(repository)
        return own.hasSameBytes(as: ImageReference.familiarRepository(reference.repository))
            && tag.matches(reference.tag)
    }
}

extension RuleOrigin {
    fileprivate var position: SourcePosition? {
        guard case .file(let position) = self else { return nil }
        return position
    }
}
