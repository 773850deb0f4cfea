internal import Domain

/// What makes a resource `unknown` whatever pattern it matches.
enum Hazards {
    /// By what the object is.
    /// `isLeftByUs`: whether plans of ours left the resource behind, for what only such a resource is allowed.
    static func kind(of resource: Resource, isLeftByUs: Bool = false) -> DecidingRule? {
        switch resource {
        case .container(let container): hazard(of: container)
        case .volume(let volume): hazard(of: volume, isLeftByUs)
        case .network(let network, _): hazard(of: network)
        case .tag, .untagged: nil
        }
    }

    /// Who uses images and volumes, a swarm knows that does not tell its services.
    static func unreadableSwarm(_ resource: Resource) -> DecidingRule? {
        switch resource {
        case .tag, .untagged, .volume: found(.swarmUnreadable, nil)
        case .container, .network: nil
        }
    }

    /// By what it is called: words of production, letters that may look like others.
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

    /// The stop of such a container deletes both: the container and the volume.
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
