import Domain

/// What makes a resource `unknown` whatever pattern it matches.
enum Hazards {
    /// By what the object is. `isLeftByUs`: whether our own plans left the resource behind. An anonymous volume is
    /// deletable only then.
    static func kind(of resource: Resource, isLeftByUs: Bool = false) -> DecidingRule? {
        switch resource {
        case .container(let container): hazard(of: container)
        case .volume(let volume): hazard(of: volume, isLeftByUs)
        case .network(let network, _): hazard(of: network)
        case .tag, .untagged: nil
        }
    }

    /// A swarm that does not list its services hides who uses images and volumes.
    static func unreadableSwarm(_ resource: Resource) -> DecidingRule? {
        switch resource {
        case .tag, .untagged, .volume: found(.swarmUnreadable, nil)
        case .container, .network: nil
        }
    }

    /// By its name: a word such as `prod`, or a character outside ASCII, which may look like another one.
    static func name(of resource: Resource) -> DecidingRule? {
        let name = resource.address.name
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return found(.nonASCIIName, nil) }
        return cautiousWord(in: name).map { found(.cautiousWord, $0) }
    }

    private static func hazard(of container: ObservedContainer) -> DecidingRule? {
        if container.labels.isSwarm { return found(.swarmTask, nil) }
        if isBuilder(container.name) { return found(.builderState, builderPrefix) }
        if container.state == .removing { return found(.beingRemoved, nil) }
        return removesAnonymousVolume(container).map { found(.removedWithAnonymousVolume, $0) }
    }

    private static func hazard(of volume: ObservedVolume, _ isLeftByUs: Bool) -> DecidingRule? {
        if isBuilder(volume.name) { return found(.builderState, builderPrefix) }
        if volume.labels.isSwarm { return found(.swarmTask, nil) }
        if volume.isAnonymous, !isLeftByUs { return found(.anonymousVolume, nil) }
        guard volume.driver == "local", volume.optionNames.isEmpty else {
            return found(.driverOptions, volume.optionNames.joined(separator: ", "))
        }
        return nil
    }

    private static func hazard(of network: ObservedNetwork) -> DecidingRule? {
        network.labels.isSwarm || network.scope != "local" ? found(.swarmTask, network.scope) : nil
    }

    private static let builderPrefix = "buildx_buildkit_"

    private static func isBuilder(_ name: String) -> Bool { name.utf8.starts(with: builderPrefix.utf8) }

    /// Stopping such a container deletes it together with its anonymous volume, whose destination is returned.
    private static func removesAnonymousVolume(_ container: ObservedContainer) -> String? {
        guard container.detail?.autoRemove == true else { return nil }
        return container.mounts.sorted().first { $0.volume.map(ObservedVolume.looksAnonymous) ?? false }?.destination
    }

    private static let cautiousWords: Set<String> = ["prod", "production", "live", "stable"]

    /// The first word of the name that speaks of production; `test-prod-copy` holds one, `test-product` does not.
    private static func cautiousWord(in name: String) -> String? {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.map(String.init).first(where: cautiousWords.contains)
    }

    private static func found(_ rule: RuleName, _ fact: String?) -> DecidingRule {
        DecidingRule(rule, pattern: fact, origin: .observation)
    }
}

extension ObservedVolume {
    var isAnonymous: Bool { labels.isAnonymousVolume || ObservedVolume.looksAnonymous(name) }
}

/// The container that this program runs in, and everything that it uses: an apply that removed them would leave the
/// rest half done. Containers that share a namespace with it count as itself, because the signs by which it is
/// recognised are the same in them. The protection ends with the program: no ledger remembers it.
struct OwnContainer {
    private let address: Address?
    private let used: Set<Address>

    init(_ host: ObservedHost, _ uses: Uses) {
        guard let own = host.containers.first(where: { $0.id == host.ownContainerID }) else {
            (address, used) = (nil, [])
            return
        }
        address = own.address
        let shared = OwnContainer.used(by: [own.id], uses, only: .namespace).filter { $0.kind == .container }
        let owners = Set(shared.map(\.name) + [own.id])
        let group = owners.union(owners.flatMap { uses.sharers(ofContainer: $0) }.map(\.id))
        used = OwnContainer.used(by: group, uses).union(group.map { Address(.container, $0) })
    }

    /// `way`: only the uses of this way; all of them where it is `nil`.
    private static func used(by ids: Set<String>, _ uses: Uses, only way: Way? = nil) -> Set<Address> {
        Set(
            uses.all.compactMap { use in
                guard let place = use.container, ids.contains(uses.containers[place].id),
                    way.map({ $0 == use.way }) ?? true, case .object(let used) = use.used
                else { return nil }
                return used
            }
        )
    }

    func rule(for resource: Resource) -> DecidingRule? {
        guard let address, used.contains(Address(resource.address.kind, resource.id)) else { return nil }
        return DecidingRule(.ownContainer, pattern: address.description, origin: .observation)
    }
}
