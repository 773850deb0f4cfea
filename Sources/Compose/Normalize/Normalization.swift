import Domain

/// Fills in what Compose implies: names of networks and volumes, the default network, dependencies through shared
/// namespaces.
struct Normalization {
    private let context: LoadContext

    static func apply(_ tree: ComposeValue, _ context: LoadContext) -> ComposeValue {
        let normalization = Normalization(context: context)
        return normalization.named(
            normalization.networked(tree).updating("services") { services in
                services.mapEntries { normalization.service($0.value) }
            }
        )
    }

    private func service(_ service: ComposeValue) -> ComposeValue {
        let resolved =
            service
            .updating("pull_policy") { $0.string == "if_not_present" ? $0.derived(.string("missing")) : $0 }
            .updating("build", build)
            .updating("environment") { resolve($0, keepsUnset: true) }
            .updating("volumes") { volumes in volumes.mapElements(mount) }
        return startHooks(ImpliedDependencies.apply(resolved))
    }

    private func build(_ build: ComposeValue) -> ComposeValue {
        guard build.isMapping else { return build }
        var build = build.settingMissing("context", .string("."))
        if build["dockerfile_inline"] == nil { build = build.settingMissing("dockerfile", .string("Dockerfile")) }
        return build.updating("args") { resolve($0, keepsUnset: false) }
    }

    private func mount(_ mount: ComposeValue) -> ComposeValue {
        mount.updating("target") { target in
            target.string.map { target.derived(.string(Path.clean($0.isEmpty ? "." : $0))) } ?? target
        }
    }

    /// A hook before the start runs in the service's image unless it names another.
    private func startHooks(_ service: ComposeValue) -> ComposeValue {
        guard let image = service["image"], image.string?.isEmpty == false else { return service }
        return service.updating("pre_start") { hooks in
            hooks.mapElements { $0.isMapping && $0.entry("image") == nil ? $0.setting("image", image) : $0 }
        }
    }

    /// A name without a value takes the value of the variable of that name.
    private func resolve(_ value: ComposeValue, keepsUnset: Bool) -> ComposeValue {
        switch value.kind {
        case .mapping(let entries): value.with(entries: entries.compactMap { resolve($0, keepsUnset) })
        case .sequence(let elements): value.derived(.sequence(elements.compactMap { resolve(line: $0, keepsUnset) }))
        case .null, .bool, .integer, .decimal, .string: value
        }
    }

    private func resolve(_ entry: ComposeValue.Entry, _ keepsUnset: Bool) -> ComposeValue.Entry? {
        guard entry.value.isNull else { return entry }
        guard let text = context.variables[entry.key] else { return keepsUnset ? entry : nil }
        let value = ComposeValue(.string(text), at: entry.keyPosition, origins: [.variable(entry.key)])
        return ComposeValue.Entry(entry.key, at: entry.keyPosition, value)
    }

    private func resolve(line: ComposeValue, _ keepsUnset: Bool) -> ComposeValue? {
        guard let name = line.string, name.cut(at: "=") == nil else { return line }
        guard let text = context.variables[name] else { return keepsUnset ? line : nil }
        let origins = line.origins.union([.variable(name)])
        return ComposeValue(.string("\(name)=\(text)"), at: line.position, origins: origins)
    }
}

/// Networks and names.
extension Normalization {
    /// A service that says nothing of networks is on the one called `default`.
    private func networked(_ tree: ComposeValue) -> ComposeValue {
        var usesDefault = false
        let tree = tree.updating("services") { services in
            services.mapEntries { entry in
                let service = attached(entry.value)
                let isOnDefault = service["networks"]?.entry("default") != nil
                usesDefault = usesDefault || isOnDefault && Self.hasNetworks(service)
                return service
            }
        }
        guard usesDefault else { return tree }
        let networks = tree["networks"] ?? ComposeValue(.mapping([]), at: tree.position)
        return tree.setting("networks", networks.settingMissing("default", .null))
    }

    private static func hasNetworks(_ service: ComposeValue) -> Bool {
        service.isMapping && service.entry("provider") == nil && service.entry("network_mode") == nil
    }

    private func attached(_ service: ComposeValue) -> ComposeValue {
        guard Self.hasNetworks(service) else { return service }
        let networks = service["networks"] ?? ComposeValue(.mapping([]), at: service.position)
        guard networks.isMapping, networks.entries.isEmpty else { return service }
        return service.setting("networks", networks.settingMissing("default", .null))
    }

    /// Networks, volumes, configs and secrets are named after the project and their key, external ones after the key.
    private func named(_ tree: ComposeValue) -> ComposeValue {
        var tree =
            tree.isMapping ? tree.setting("name", ComposeValue(.string(context.projectName), at: tree.position)) : tree
        for kind in ["networks", "volumes", "configs", "secrets"] {
            tree = tree.updating(kind) { resources in resources.mapEntries { named($0) } }
        }
        return tree
    }

    private func named(_ entry: ComposeValue.Entry) -> ComposeValue {
        let resource = entry.value.isNull ? ComposeValue(.mapping([]), at: entry.keyPosition) : entry.value
        guard resource.isMapping, resource.entry("name") == nil else { return resource }
        let name = Self.isTrue(resource["external"]) ? entry.key : "\(context.projectName)_\(entry.key)"
        return resource.setting("name", ComposeValue(.string(name), at: entry.keyPosition))
    }

    private static func isTrue(_ value: ComposeValue?) -> Bool {
        switch value?.kind {
        case .bool(let flag): flag
        case .string(let text): ["1", "t", "T", "true", "TRUE", "True"].contains(text)
        case _: false
        }
    }
}

/// What Compose fills in where a long form is silent.
enum DefaultValues {
    static func apply(_ tree: ComposeValue) -> ComposeValue {
        tree.updating("services") { services in services.mapEntries { service($0.value) } }
    }

    private static func service(_ service: ComposeValue) -> ComposeValue {
        service
            .updating("build") { $0.settingMissing("context", .string(".")) }
            .updating("secrets") { $0.mapElements(secret) }
            .updating("ports") { ports in
                ports.mapElements {
                    $0.settingMissing("protocol", .string("tcp")).settingMissing("mode", .string("ingress"))
                }
            }
            .updating("gpus") { $0.mapElements(device) }
            .updating("deploy") { deploy in
                deploy.updating("resources") { resources in
                    resources.updating("reservations") { $0.updating("devices") { $0.mapElements(device) } }
                }
            }
            .updating("volumes") { volumes in
                volumes.mapElements { mount in
                    mount.updating("bind") { $0.settingMissing("create_host_path", .bool(true)) }
                }
            }
    }

    private static func secret(_ reference: ComposeValue) -> ComposeValue {
        guard let source = reference["source"], let name = source.string, reference.entry("target") == nil else {
            return reference
        }
        return reference.setting("target", source.derived(.string("/run/secrets/\(name)")))
    }

    /// Neither a count nor IDs means all of them.
    private static func device(_ request: ComposeValue) -> ComposeValue {
        request.entry("device_ids") == nil ? request.settingMissing("count", .string("all")) : request
    }
}
