import Classification
import Domain

/// The observed host, indexed by the names that the stack uses.
struct StackView {
    let classified: ClassifiedHost
    let desired: DesiredStack
    let protection: DirectProtection
    /// Whether what is sealed with a key that is not here is taken for right.
    let assumesSecrets: Bool
    /// Networks and volumes that are not there, and that another stack of the SSOT makes.
    let madeByOthers: Set<Address>
    private let usage: Uses
    private let adopted: [PatternRule]
    private let leftHalfDone: [String: Set<StepOperation>]
    private let resolver: ContainerResolver
    private let strays: RenamedContainers
    /// By the stack's name, the containers that replacements set aside; the one to restore stands first.
    private let aside: [String: [ObservedContainer]]
    private let byName: [String: ObservedContainer]
    private let networks: [String: [ObservedNetwork]]
    private let volumes: [String: ObservedVolume]
    private let wantedImages: [String: ObservedImage]
    private let images: [String: ObservedImage]
    private let verdicts: [String: ClassifiedResource]
    /// By attribute and value, the containers that have a value which the Engine may have filled in.
    private let owners: [AttributeKey: [String: Set<String>]]

    init(_ classified: ClassifiedHost, _ desired: DesiredStack, _ input: PlanningInput) {
        let host = classified.host
        self.classified = classified
        self.desired = desired
        usage = Uses(host)
        adopted = input.policy.adopted
        leftHalfDone = input.memory.leftHalfDone
        assumesSecrets = input.assumesSecrets
        madeByOthers = StackView.made(by: input.desired.filter { $0.project != desired.project }, besides: host)
        resolver = ContainerResolver(host.containers)
        let strays = RenamedContainers(host, StackNames(desired), adopted: input.policy.adopted)
        self.strays = strays
        aside = Dictionary(grouping: host.containers.filter { strays.setAside[$0.id] != nil }) {
            strays.setAside[$0.id] ?? ""
        }.mapValues { $0.sorted(by: StackView.comesBackBefore) }
        protection = DirectProtection(input.policy)
        byName = StackView.index(host.containers.flatMap { container in container.names.map { ($0, container) } })
        networks = Dictionary(grouping: host.networks, by: \.name)
        volumes = StackView.index(host.volumes.map { ($0.name, $0) })
        images = StackView.index(host.images.map { ($0.id, $0) })
        let wanted = Set(desired.containers.map(\.image))
        wantedImages = StackView.index(
            wanted.flatMap { reference in host.images.filter { $0.bears(reference) }.map { (reference, $0) } }
        )
        verdicts = StackView.index(
            classified.resources.filter { $0.address.kind == .container }.map { ($0.id, $0) }
        )
        owners = StackView.owners(host.containers, strays, desired)
    }

    private static func index<Value>(_ pairs: [(String, Value)]) -> [String: Value] {
        Dictionary(firstWins: pairs)
    }

    private static func made(by stacks: [DesiredStack], besides host: ObservedHost) -> Set<Address> {
        let own = stacks.flatMap { stack in
            stack.networks.filter { !$0.isExternal && stack.isUsed($0) }.map { Address(.network, $0.name) }
                + stack.volumes.filter { !$0.isExternal && stack.isUsed($0) }.map { Address(.volume, $0.name) }
        }
        let there = host.networks.map { Address(.network, $0.name) } + host.volumes.map { Address(.volume, $0.name) }
        return Set(own).subtracting(there)
    }

    /// Leaves out values that the stack sets itself: they say nothing of the Engine's defaults.
    private static func owners(
        _ containers: [ObservedContainer],
        _ strays: RenamedContainers,
        _ desired: DesiredStack
    ) -> [AttributeKey: [String: Set<String>]] {
        let wanted = index(desired.containers.map { ($0.name, $0) })
        return containers.reduce(into: [:]) { owners, container in
            let own = wanted[strays.renamed[container.id] ?? container.name]
            for (key, text) in container.detail?.attributes.values ?? [:] where own?.attributes[key] == nil {
                guard case .filled = AttributeRule.rule(for: key.family).silence else { continue }
                owners[key, default: [:]][text, default: []].insert(container.id)
            }
        }
    }

    var containers: [ObservedContainer] { classified.host.containers }

    func container(named name: String) -> ObservedContainer? { byName[name] }

    /// The container that the Engine finds by an ID, a name or the beginning of an ID.
    func container(meantBy text: String) -> ObservedContainer? { resolver.place(of: text).map { containers[$0] } }

    /// The stack's container with this name, also where somebody renamed it.
    func standing(_ name: String) -> ObservedContainer? {
        byName[name] ?? containers.first { strays.renamed[$0.id]?.hasSameBytes(as: name) == true }
    }

    /// The name that the stack gives a container that somebody renamed or that will be restored from aside; otherwise
    /// its own.
    func givenName(of container: ObservedContainer) -> String {
        let returning = strays.setAside[container.id].flatMap { name in
            byName[name] == nil && aside[name]?.first?.id == container.id ? name : nil
        }
        return strays.renamed[container.id] ?? returning ?? container.name
    }

    /// The containers that replacements of this one set aside; the one to restore stands first.
    func setAside(of name: String) -> [ObservedContainer] { aside[name] ?? [] }

    /// The containers whose labels name the stack's project and this service and number, whatever their names.
    func twins(of wanted: DesiredContainer) -> [ObservedContainer] {
        containers.filter { container in
            let labels = container.labels
            guard labels.composeProject == desired.project, !labels.isOneOff, labels.composeService == wanted.service
            else { return false }
            return labels.composeNumber == wanted.number && !container.names.contains { self.wanted($0) != nil }
        }
    }

    /// Ranks by state: running first, then paused and restarting, exited, created, dead, and last one under removal.
    private static func comesBackBefore(_ one: ObservedContainer, _ other: ObservedContainer) -> Bool {
        func rank(_ state: ContainerState) -> Int {
            switch state {
            case .running: 0
            case .paused, .restarting: 1
            case .exited: 2
            case .created: 3
            case .dead: 4
            case .removing: 5
            }
        }
        let ranks = (rank(one.state), rank(other.state))
        return ranks.0 == ranks.1 ? one.id.precedesInBytes(other.id) : ranks.0 < ranks.1
    }

    /// The containers that share a namespace of this one, whoever they belong to.
    func sharers(of container: ObservedContainer) -> [ObservedContainer] { usage.sharers(ofContainer: container.id) }

    /// The containers that share its namespaces or mount its volumes (`volumes_from`).
    func users(of container: ObservedContainer) -> [ObservedContainer] { usage.users(ofContainer: container.id) }

    /// A container on the volume that files of another folder made under our project's name and that is not adopted.
    func stranger(on volume: String) -> ObservedContainer? {
        containers.first { container in
            container.labels.composeProject == desired.project && desired.origin.isElsewhere(container.labels)
                && !adopted.adopt(container.address)
                && container.mounts.contains { $0.volume?.hasSameBytes(as: volume) ?? false }
        }
    }

    var orphans: StackOrphans { StackOrphans(host: self) }

    func isProtected(reference: String) -> Bool { protection.rule(forReference: reference) != nil }

    func wanted(_ name: String) -> DesiredContainer? {
        desired.containers.first { $0.name.hasSameBytes(as: name) }
    }

    func network(named name: String) -> ObservedNetwork? { networks[name]?.first }

    func isAmbiguous(network name: String) -> Bool { (networks[name]?.count ?? 0) > 1 }

    /// Whether a volume that is not listed may exist, because its driver could not list its volumes.
    func mayHide(_ volume: DesiredVolume) -> Bool {
        self.volume(named: volume.name) == nil && classified.host.mayHideVolumes(ofDriver: volume.driver)
    }

    func volume(named name: String) -> ObservedVolume? { volumes[name] }

    /// The local image that a reference of the stack names now.
    func image(of reference: String) -> ObservedImage? { wantedImages[reference] }

    /// The defaults that the container's image gives; `nil` where that image is not known.
    func defaults(of container: ObservedContainer) -> AttributeSet? { images[container.imageID]?.defaults }

    /// The calls on a container of an apply that did not end.
    func left(_ container: ObservedContainer) -> Set<StepOperation> { leftHalfDone[container.id] ?? [] }

    /// By the object's ID: a renamed container has another address.
    func verdict(on container: ObservedContainer) -> ClassifiedResource? { verdicts[container.id] }

    /// Whether another container has the value, which the daemon's configuration may give to all.
    func isElsewhere(_ key: AttributeKey, _ text: String, besides id: String) -> Bool {
        !(owners[key]?[text] ?? []).subtracting([id]).isEmpty
    }

    /// Whether the owners of the namespaces that it shares run, or are containers of the stack.
    func canJoin(_ container: ObservedContainer) -> Bool {
        [AttributeFamily.networkMode, .ipc, .pid].compactMap { container.detail?.attributes[$0] }.allSatisfy(hasOwner)
    }

    /// Only the mode `container:ID` names an owner.
    private func hasOwner(_ mode: String) -> Bool {
        guard let text = NamespaceMode(mode).owner else { return true }
        guard let owner = container(meantBy: text) else { return false }
        return owner.state == .running || wanted(givenName(of: owner)) != nil
    }

    /// Whether a container of the stack runs, or has done its work, when its need is met.
    func runs(_ name: String, after need: ContainerChange?) -> Bool {
        let standing = standing(name)
        if let standing, let wanted = wanted(name), wanted.isDone(standing) { return true }
        return need?.leavesRunning(standing) ?? false
    }

    /// Whether some container of the stack waits until this one has done its work.
    func isAwaitedToEnd(_ name: String) -> Bool {
        desired.containers.contains { container in
            container.dependencies.contains { $0.condition == .completed && $0.container.hasSameBytes(as: name) }
        }
    }
}

/// Replaces the IDs that an inspect reports by names: the stack refers to containers and networks by name.
struct NamedContainers {
    private let host: StackView

    init(_ host: StackView) { self.host = host }

    func named(_ attributes: AttributeSet) -> AttributeSet {
        var named = attributes
        for family in [AttributeFamily.networkMode, .ipc, .pid] {
            named[family] = attributes[family].map(mode)
        }
        named[.volumesFrom] = attributes[.volumesFrom].map { list in
            list.split(separator: ",").map { source(String($0.drop { $0 == " " })) }.joined(separator: ", ")
        }
        return named
    }

    private func mode(_ text: String) -> String {
        NamespaceMode(text).owner.map { "container:" + name($0) } ?? network(text)
    }

    private func network(_ text: String) -> String {
        host.classified.host.networks.first { $0.id == text }?.name ?? text
    }

    private func source(_ text: String) -> String {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return text }
        return ([name(first)] + parts.dropFirst()).joined(separator: ":")
    }

    /// Uses the future name of a container that the plan renames back.
    private func name(_ idOrName: String) -> String {
        guard let container = host.container(meantBy: idOrName) else { return idOrName }
        return host.givenName(of: container)
    }
}
