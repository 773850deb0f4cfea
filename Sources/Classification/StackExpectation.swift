package import Domain

/// What the stack declares, by the names that it gives.
struct StackExpectation {
    private let stack: StackNames
    private let strays: RenamedContainers

    init(_ stack: StackNames, _ policy: Policy, _ host: ObservedHost) {
        self.stack = stack
        strays = RenamedContainers(host, stack, adopted: policy.adopted)
    }

    var project: String { stack.project }

    var origin: StackOrigin { stack.origin }

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

    /// The stack's name for a container that a replacement set aside.
    func nameBeforeSetAside(_ container: ObservedContainer) -> String? { strays.setAside[container.id] }

    /// Where a container of this name is declared.
    func declaration(of container: String) -> SourcePosition? { stack.containers[container] }

    /// An untagged image that the stack names by its digest or ID.
    private func rule(forUntagged image: ObservedImage) -> DecidingRule? {
        stack.images.keys.sortedByBytes().first(where: image.bears).flatMap { declared($0, stack.images) }
    }

    private func declared(_ name: String, _ names: [String: SourcePosition]) -> DecidingRule? {
        names[name].map { DecidingRule(.inStack, pattern: name, origin: .file($0)) }
    }

    /// Declared objects that are absent, under their final names; networks and volumes that no container uses are left
    /// out.
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

    /// Whether the stack declares the container of an allow-list entry too; the stack then reports it.
    func declares(_ container: AllowList.Container) -> Bool {
        stack.containers[container.name] != nil || stack.services[container.name] != nil
    }

    func declares(service: String) -> Bool { stack.services[service] != nil }

    func declares(_ image: AllowList.Image) -> Bool {
        stack.images.keys.contains { image.names(ImageReference($0)) }
    }

    /// The final name of an allowed volume or network; `nil` where the stack declares none of this name.
    func finalName(_ kind: ResourceKind, _ name: String) -> String? {
        let (keys, names) = kind == .volume ? (stack.volumeKeys, stack.volumes) : (stack.networkKeys, stack.networks)
        return keys[name] ?? (names[name] == nil ? nil : name)
    }
}

/// Containers of our own stack that do not bear the name that it gives them. Compose's labels tell that they are ours.
package struct RenamedContainers: Sendable {
    /// By container ID: the name that the stack gives to a container that somebody renamed. Where two containers could
    /// claim one name, neither is listed.
    package let renamed: [String: String]
    /// By ID, the stack's names for containers that a replacement set aside; the name behind the prefix where the stack
    /// has none.
    package let setAside: [String: String]

    /// - Parameters:
    ///   - host: What is there.
    ///   - stack: What it declares.
    ///   - adopted: What the SSOT takes over from other files.
    package init(_ host: ObservedHost, _ stack: StackNames, adopted: [PatternRule]) {
        let ours = host.containers.filter { container in
            container.labels.composeProject == stack.project && !container.labels.isOneOff
                && (!stack.origin.isElsewhere(container.labels) || adopted.adopt(container.address))
        }
        let pairs = ours.compactMap { container in
            RenamedContainers.nameBeforeSetAside(container, stack).map { (container.id, $0) }
        }
        let aside = Dictionary(firstWins: pairs)
        let taken = Set(host.containers.flatMap(\.names) + aside.values)
        let strays = ours.filter { container in
            aside[container.id] == nil && !container.names.contains { stack.containers[$0] != nil }
        }
        setAside = aside
        renamed = RenamedContainers.renamed(strays, stack, taken: taken)
    }

    /// The name behind the prefixes; where that is one of Compose's form, the stack's name for the labelled service and
    /// number.
    private static func nameBeforeSetAside(
        _ container: ObservedContainer,
        _ stack: StackNames
    ) -> String? {
        guard !container.names.contains(where: { stack.containers[$0] != nil }),
            let base = SetAsideName.base(of: container.name)
        else { return nil }
        if stack.containers[base] != nil { return base }
        return isComposeName(base, stack.project, container.labels) ? stack.container(container.labels) ?? base : base
    }

    private static func isComposeName(_ name: String, _ project: String, _ labels: ObservedLabels) -> Bool {
        guard let service = labels.composeService, let number = labels.composeNumber else { return false }
        return ["-", "_"].contains { name.hasSameBytes(as: [project, service, String(number)].joined(separator: $0)) }
    }

    private static func renamed(
        _ strays: [ObservedContainer],
        _ stack: StackNames,
        taken: Set<String>
    ) -> [String: String] {
        stack.services.reduce(into: [:]) { renamed, service in
            let free = service.value.filter { !taken.contains($0) }
            let candidates = strays.filter { $0.labels.composeService == service.key }
            guard free.count == 1, candidates.count == 1 else { return }
            renamed[candidates[0].id] = free[0]
        }
    }
}
