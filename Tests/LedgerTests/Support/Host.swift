import Domain

/// A small host, made by hand, with a verdict on everything in it: names that begin with `prod-` are protected by the
/// floor, `test-` is safe to delete, all else is unknown.
struct Host {
    struct Box {
        var name: String
        var id: String
        var image = "sha256:aa"
        var volumes: [String] = []
        var networks: [(name: String, id: String)] = []
        var networkMode = "bridge"
        /// What an inspect tells of shared namespaces; `nil` where only the lists were read.
        var namespaceOwners: [String]?
    }

    var boxes: [Box] = []
    /// Tags by image ID.
    var images: [(id: String, tags: [String])] = []
    var volumes: [String] = []
    /// The same for every volume.
    var volumeMountpoint: String?
    var volumeDigest = ""
    var networks: [(name: String, id: String)] = []
    var unseen = UnseenVolumes.none

    static let engine = EngineIdentity(id: "ENGINE", name: "host-1")

    func classified(at: Timestamp = Moment.start, missing: [Address] = []) -> ClassifiedHost {
        let host = observed(at: at)
        let resources = [
            host.containers.map { verdict($0.address, $0.id) },
            host.images.flatMap { image in image.addresses.map { verdict($0, image.id) } },
            host.volumes.map { verdict($0.address, $0.name) },
            host.networks.map { verdict(host.address(of: $0), $0.id) },
        ].joined()
        let direct = resources.filter { Host.isProtected($0.address) }.map { ($0.address, Host.floor) }
        return ClassifiedHost(
            host: host,
            resources: resources.sorted { $0.address < $1.address },
            directProtection: Dictionary(direct, uniquingKeysWith: { first, _ in first }),
            missing: missing
        )
    }

    static let floor = DecidingRule(.floor, pattern: "prod-", origin: .builtIn)

    private static func isProtected(_ address: Address) -> Bool { address.name.hasPrefix("prod-") }

    private func verdict(_ address: Address, _ id: String) -> ClassifiedResource {
        if Host.isProtected(address) {
            return ClassifiedResource(address: address, id: id, class: .protected, rule: Host.floor)
        }
        guard address.name.hasPrefix("test-") else {
            let rule = DecidingRule(.noRule, origin: .observation)
            return ClassifiedResource(address: address, id: id, class: .unknown, rule: rule)
        }
        let position = SourcePosition(file: "infra/docker/S_SSOT.yaml", line: 12, column: 7)
        let rule = DecidingRule(.safeToDeletePattern, pattern: "test-*", origin: .file(position))
        return ClassifiedResource(address: address, id: id, class: .extraSafeDelete, rule: rule)
    }

    private func observed(at: Timestamp) -> ObservedHost {
        ObservedHost(
            engine: Host.engine,
            observedAt: at,
            containers: boxes.map(container),
            images: images.map {
                ObservedImage(id: $0.id, tags: $0.tags.sortedByBytes(), digests: [], parentID: "", labels: .none)
            },
            volumes: volumes.map {
                ObservedVolume(
                    name: $0,
                    driver: "local",
                    optionNames: [],
                    labels: .none,
                    configurationDigest: volumeDigest,
                    mountpointIdentity: volumeMountpoint
                )
            },
            networks: networks.map {
                ObservedNetwork(
                    id: $0.id,
                    name: $0.name,
                    driver: "bridge",
                    scope: "local",
                    isIngress: false,
                    labels: .none,
                    configurationDigest: ""
                )
            },
            unseenVolumes: unseen
        )
    }

    private func container(_ box: Box) -> ObservedContainer {
        ObservedContainer(
            id: box.id,
            names: [box.name],
            imageID: box.image,
            imageReference: "app:1",
            state: .running,
            labels: .none,
            mounts: box.volumes.map { .init(type: "volume", volume: $0, destination: "/\($0)") },
            networks: box.networks.map { .init(name: $0.name, networkID: $0.id) },
            networkMode: box.networkMode,
            detail: box.namespaceOwners.map {
                .init(autoRemove: false, stopTimeout: nil, namespaceOwners: $0, configurationDigest: "")
            }
        )
    }
}
