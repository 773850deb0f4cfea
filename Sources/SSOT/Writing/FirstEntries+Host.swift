package import Domain

extension FirstEntries {
    /// What runs on a host, judged by the protection that holds before there is an SSOT: the floor, the host's guard and
    /// what these protect through use. An SSOT that also allowed what is protected would contradict itself.
    package init(_ classified: ClassifiedHost) {
        self.init()
        let survey = HostSurvey(classified)
        containers = survey.containers
        images = survey.images
        volumes = survey.volumes
        networks = survey.networks
        projects = survey.projects
    }
}

/// Sorts what runs into what an SSOT can list and what it cannot.
private struct HostSurvey {
    private typealias List = FirstEntries.List
    private let host: ObservedHost
    private let verdicts: [Address: ClassifiedResource]
    private let alive: [ObservedContainer]
    /// The running containers that are listed; only what these use is listed too.
    private let listed: [ObservedContainer]

    init(_ classified: ClassifiedHost) {
        host = classified.host
        verdicts = Dictionary(firstWins: classified.resources.map { ($0.address, $0) })
        let verdicts = verdicts
        alive = host.containers.filter { $0.state.isAlive }
        listed = alive.filter { HostSurvey.objection(to: $0, verdicts) == nil }
    }

    var containers: FirstEntries.List {
        HostSurvey.list(alive.map { ($0.name, HostSurvey.objection(to: $0, verdicts)) })
    }

    /// Tags that the listed containers were made from and that are still there.
    var images: FirstEntries.List {
        let tags = Dictionary(firstWins: host.images.flatMap(\.tags).map { (ImageReference($0).familiar, $0) })
        return HostSurvey.list(
            listed.map { container in
                let reference = ImageReference(container.imageReference)
                guard reference.isPlainTag else { return (container.imageReference, "no tag names it") }
                guard let tag = tags[reference.familiar] else { return (reference.familiar, "no image has this tag") }
                return (tag, objection(to: Address(.image, tag), tag))
            }
        )
    }

    var volumes: FirstEntries.List {
        let named = host.volumes.filter { !ObservedVolume.looksAnonymous($0.name) && !$0.labels.isAnonymousVolume }
        let used = Set(listed.flatMap(\.mounts).compactMap(\.volume).map { Address(.volume, $0) })
        return HostSurvey.list(
            named.filter { used.contains($0.address) }.map { ($0.name, objection(to: $0.address, $0.name)) }
        )
    }

    /// The Engine's own networks are not worth a word. Of several networks of one name, one that is protected keeps the
    /// name from the list.
    var networks: FirstEntries.List {
        let used = Set(listed.flatMap(\.networks).map { Address(.network, $0.name) })
        let verdicts = host.networks.filter { used.contains(Address(.network, $0.name)) }.map { network in
            let address = host.address(of: network)
            let isBuiltIn = self.verdicts[address]?.rule.name == .engineBuiltIn
            return (name: network.name, isBuiltIn: isBuiltIn, why: objection(to: address, network.name))
        }
        let builtIn = Set(verdicts.filter(\.isBuiltIn).map { Address(.network, $0.name) })
        return HostSurvey.list(
            verdicts.filter { !builtIn.contains(Address(.network, $0.name)) }.map { ($0.name, $0.why) }
        )
    }

    var projects: [FirstEntries.Project] {
        let labels = alive.map(\.labels).filter { !$0.isOneOff }
        let names = Set(labels.compactMap(\.composeProject)).sortedByBytes()
        return names.map { name in
            let own = labels.filter { $0.composeProject?.hasSameBytes(as: name) == true }
            let files = own.compactMap(\.composeConfigFiles).flatMap { $0.split(separator: ",").map(String.init) }
            return FirstEntries.Project(name: name, files: Set(files).sortedByBytes())
        }
    }

    private func objection(to address: Address, _ name: String) -> String? {
        HostSurvey.protection(verdicts[address]) ?? HostSurvey.unlistable(name, address.kind)
    }

    private static func objection(
        to container: ObservedContainer,
        _ verdicts: [Address: ClassifiedResource]
    ) -> String? {
        if let protection = protection(verdicts[container.address]) { return protection }
        if container.labels.isSwarm { return "a swarm service makes it" }
        if container.labels.isOneOff { return "'docker compose run' made it" }
        return unlistable(container.name, .container)
    }

    private static func protection(_ verdict: ClassifiedResource?) -> String? {
        guard let verdict, verdict.class == .protected else { return nil }
        return "protected, \(verdict.rule.name.rawValue)" + (verdict.rule.pattern.map { " \($0)" } ?? "")
    }

    /// Why the reader would not take the name.
    private static func unlistable(_ name: String, _ kind: ResourceKind) -> String? {
        if let problem = ValueReader.problem(name, limit: ValueReader.nameLimit) { return "the name \(problem)" }
        guard kind == .image, !Glob(name).isLiteral else { return nil }
        return "the name holds a wildcard"
    }

    /// Each name once. One objection to a name is enough.
    private static func list(_ entries: [(name: String, why: String?)]) -> FirstEntries.List {
        let objections = Dictionary(
            firstWins: entries.compactMap { entry in entry.why.map { (Array(entry.name.utf8), $0) } }
        )
        let distinct = Dictionary(firstWins: entries.map { (Array($0.name.utf8), $0.name) })
        let names = distinct.values.sorted { $0.precedesInBytes($1) }
        return FirstEntries.List(
            names: names.filter { objections[Array($0.utf8)] == nil },
            leftOut: names.compactMap { name in objections[Array(name.utf8)].map { .init(name: name, why: $0) } }
        )
    }
}
