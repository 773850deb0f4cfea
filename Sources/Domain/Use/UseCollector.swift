/// Goes through a host once and writes down every use of the table in ``Way``.
struct UseCollector {
    private let host: ObservedHost
    private let networks: NetworkResolver
    private let owners: ContainerResolver
    private let images: ImageResolver
    private(set) var collected: [Use] = []

    init(_ host: ObservedHost) {
        self.host = host
        networks = NetworkResolver(host.networks)
        owners = ContainerResolver(host.containers)
        images = ImageResolver(host.images)
        for (index, container) in host.containers.enumerated() {
            collectImages(container, index)
            collectVolumes(container, index)
            collectNetworks(container, index)
            collectOwners(container, index)
        }
        collectObjects()
        for service in host.swarm.services { collect(service) }
    }

    private mutating func collectImages(_ container: ObservedContainer, _ index: Int) {
        let reference = container.imageReference
        add(index, .object(Address(.image, container.imageID)), reference, .runs)
        add(index, .tag(ImageReference(reference).familiar), reference, .createdFrom)
        if !ImageReference(reference).isPlainTag {
            for id in images.ids(of: reference) { add(index, .object(Address(.image, id)), reference, .reference) }
        }
        for mounted in container.imageMounts {
            add(index, .tag(ImageReference(mounted).familiar), mounted, .imageMount)
            for id in images.ids(of: mounted) { add(index, .object(Address(.image, id)), mounted, .imageMount) }
        }
    }

    private mutating func collectVolumes(_ container: ObservedContainer, _ index: Int) {
        for mount in container.mounts {
            guard let volume = mount.volume else { continue }
            add(index, .object(Address(.volume, volume)), volume, mount.isBind ? .bind : .mount)
        }
        for place in container.detail?.volumesFrom.flatMap(owners.places) ?? [] where place != index {
            for volume in host.containers[place].mounts.compactMap(\.volume) {
                add(index, .object(Address(.volume, volume)), volume, .volumesFrom)
            }
        }
    }

    private mutating func collectNetworks(_ container: ObservedContainer, _ index: Int) {
        for attachment in container.networks {
            for id in networks.ids(of: attachment) {
                add(index, .object(Address(.network, id)), attachment.name, .endpoint)
            }
        }
        let mode = container.networkMode
        for id in networks.ids(ofMode: mode) { add(index, .object(Address(.network, id)), mode, .networkMode) }
    }

    private mutating func collectOwners(_ container: ObservedContainer, _ index: Int) {
        let named =
            container.namedNamespaceOwners.map { ($0, Way.namespace) }
            + (container.detail?.volumesFrom ?? []).map { ($0, Way.volumesFrom) }
        for (text, way) in named {
            for place in owners.places(of: text) where place != index {
                let owner = host.containers[place]
                add(index, .object(Address(.container, owner.id)), owner.name, way)
            }
        }
    }

    /// Images, volumes and networks that use others of their kind.
    private mutating func collectObjects() {
        for image in host.images where !image.parentID.isEmpty {
            for address in image.addresses.prefix(1) {
                add(address, Address(.image, image.parentID), image.parentID, .childImage)
            }
        }
        for volume in host.volumes {
            for other in volume.liesIn where !other.hasSameBytes(as: volume.name) {
                add(volume.address, Address(.volume, other), other, .device)
            }
        }
        for network in host.networks {
            let made = network.configFrom.map { networks.ids(named: $0) } ?? []
            let lower = network.parent.map { networks.ids(ofInterface: $0) } ?? []
            let ids = made.map { ($0, Way.configFrom) } + lower.map { ($0, Way.parent) }
            for (id, way) in ids where id != network.id {
                add(host.address(of: network), Address(.network, id), id, way)
            }
        }
    }

    private mutating func collect(_ service: SwarmView.Service) {
        let user = Use.User.service(service.name)
        for reference in service.images {
            collected.append(Use(user, .tag(ImageReference(reference).familiar), name: reference, .service))
            for id in images.ids(of: reference) {
                collected.append(Use(user, .object(Address(.image, id)), name: reference, .service))
            }
        }
        for volume in service.volumes {
            collected.append(Use(user, .object(Address(.volume, volume)), name: volume, .service))
        }
        for text in service.networks {
            for id in networks.ids(of: .init(name: text, networkID: text)) {
                collected.append(Use(user, .object(Address(.network, id)), name: text, .service))
            }
        }
    }

    private mutating func add(_ index: Int, _ used: Use.Used, _ name: String, _ way: Way) {
        let user = Use.User.object(host.containers[index].address)
        collected.append(Use(user, used, name: name, way, container: index))
    }

    private mutating func add(_ user: Address, _ used: Address, _ name: String, _ way: Way) {
        collected.append(Use(.object(user), .object(used), name: name, way))
    }
}
