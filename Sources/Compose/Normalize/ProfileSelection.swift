import Domain

/// Which part of a whole project counts: the services of the chosen profiles, and what they use.
struct ProfileSelection {
    let enabled: [ComposeValue.Entry]
    /// Names of services; these are ASCII, so sets of them compare bytes.
    let names: Set<String>
    let disabled: Set<String>

    init(of tree: ComposeValue, profiles: [String]) {
        let services = tree["services"]?.entries ?? []
        enabled = services.filter { Self.isChosen($0.value, profiles) }
        names = Set(enabled.map(\.key))
        disabled = Set(services.map(\.key)).subtracting(names)
    }

    private static func isChosen(_ service: ComposeValue, _ profiles: [String]) -> Bool {
        let own = service["profiles"]?.elements.compactMap(\.string) ?? []
        return own.isEmpty || profiles.contains { $0 == "*" || own.contains($0) }
    }

    /// The tree without other services.
    func services(of tree: ComposeValue) -> [ComposeValue.Entry] {
        (tree["services"]?.entries ?? []).filter { names.contains($0.key) }
    }

    /// The tree without other services, and without networks, volumes, configs and secrets that none of these uses.
    func applied(to tree: ComposeValue) -> ComposeValue {
        let services = services(of: tree)
        var tree = tree.setting("services", ComposeValue(.mapping(services), at: tree.position))
        for (kind, used) in Self.resources(usedBy: services) {
            let kept = (tree[kind]?.entries ?? []).filter { used.contains($0.key) }
            tree = kept.isEmpty ? tree.removing(kind) : tree.updating(kind) { $0.with(entries: kept) }
        }
        return tree
    }

    private static func resources(usedBy services: [ComposeValue.Entry]) -> [String: Set<String>] {
        var used = ["networks": Set<String>(), "volumes": [], "configs": [], "secrets": []]
        for service in services {
            for (kind, names) in references(of: service.value) { used[kind, default: []].formUnion(names) }
        }
        return used
    }

    private static func references(of service: ComposeValue) -> [String: [String]] {
        let builds = service["build"]?["secrets"]?.elements ?? []
        return [
            "networks": service["networks"]?.entries.map(\.key) ?? [],
            "volumes": namedVolumes(of: service).compactMap(\.string),
            "configs": sources(service["configs"]?.elements ?? []),
            "secrets": sources((service["secrets"]?.elements ?? []) + builds),
        ]
    }

    private static func sources(_ references: [ComposeValue]) -> [String] {
        references.compactMap { $0["source"]?.string }
    }

    /// The names of the volumes that a service mounts.
    static func namedVolumes(of service: ComposeValue) -> [ComposeValue] {
        (service["volumes"]?.elements ?? []).compactMap { mount in
            guard mount["type"]?.string == "volume", let source = mount["source"], let name = source.string else {
                return nil
            }
            return name.isEmpty ? nil : source
        }
    }
}
