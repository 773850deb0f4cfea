internal import Domain

/// What the stack declares, by the names that it gives.
struct StackExpectation {
    private let stack: StackNames
    private let strays: StackStrays

    init(_ stack: StackNames, _ policy: Policy, _ host: ObservedHost) {
        self.stack = stack
        strays = StackStrays(host, project: policy.project, stack, adopted: policy.adopted)
    }

    func rule(for resource: Resource) -> DecidingRule? {
        switch resource {
        case .container(let container): rule(for: container)
        case .tag(let reference, _): declared(ImageReference(reference).familiar, stack.images)
        case .untagged(let image): rule(forUntagged: image)
        case .volume(let volume): declared(volume.name, stack.volumes)
        case .network(let network, _): declared(network.name, stack.networks)
        }
    }

    func rule(for container: ObservedContainer) -> DecidingRule? {
        let named = container.names.lazy.compactMap { declared($0, stack.containers) }.first
        return named ?? strays.renamed[container.id].flatMap { declared($0, stack.containers) }
    }

    /// What the stack calls a container that stands aside of another.
    func nameBeforeSetAside(_ container: ObservedContainer) -> String? { strays.setAside[container.id] }

    /// Where a container of this name is declared.
    func declaration(of container: String) -> SourcePosition? { stack.containers[container] }

    /// One that the stack names by its digest or ID.
    private func rule(forUntagged image: ObservedImage) -> DecidingRule? {
        stack.images.keys.sortedByBytes().first(where: image.bears).flatMap { declared($0, stack.images) }
    }

    private func declared(_ name: String, _ names: [String: SourcePosition]) -> DecidingRule? {
        names[name].map { DecidingRule(.inStack, pattern: name, origin: .file($0)) }
    }

    /// What is not there, under final names. Networks and volumes that nothing uses, nobody misses.
    func missing(from host: ObservedHost) -> [Address] {
        let there = Set(Resource.all(of: host).map(\.address))
        let named: [(ResourceKind, [String: SourcePosition])] = [
            (.container, stack.containers), (.volume, stack.volumes), (.network, stack.networks),
        ]
        let addresses = named.flatMap { kind, names in names.keys.map { Address(kind, $0) } }.filter { address in
            address.kind != .volume || !host.mayHideVolumes(ofDriver: stack.volumeDrivers[address.name])
        }
        let images = stack.images.keys.filter { reference in !host.images.contains { $0.bears(reference) } }
        return addresses.filter { !there.contains($0) && !stack.unused.contains($0) }
            + images.map { Address(.image, $0) }
    }

    /// Whether an entry of the allow-list speaks of something that the stack declares, which then is told by the stack.
    func declares(_ container: AllowList.Container) -> Bool {
        stack.containers[container.name] != nil || stack.services[container.name] != nil
    }

    func declares(_ image: AllowList.Image) -> Bool {
        stack.images.keys.contains { image.names(ImageReference($0)) }
    }

    /// The final name of an allowed volume or network; `nil` where the stack declares none of this name.
    func finalName(_ kind: ResourceKind, _ name: String) -> String? {
        let (keys, names) = kind == .volume ? (stack.volumeKeys, stack.volumes) : (stack.networkKeys, stack.networks)
        return keys[name] ?? (names[name] == nil ? nil : name)
    }
}
