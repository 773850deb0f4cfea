import DockerEngine
package import Domain

/// A volume and its place on the host. Paths stay within this module: observations hold names only.
struct PlacedVolume: Sendable {
    let volume: ObservedVolume
    let mountpoint: String
    /// Places of the host in the volume's options: its `device`, and what the mount options name, such as `lowerdir`.
    let sources: [String]
}

/// Which volumes lie at a place of the host: at it, above it or below it.
struct VolumePlaces {
    /// What a bind reads.
    enum Reach: Equatable {
        case volumes([String])
        /// It lies above all volumes that the Engine itself keeps, like the bind of a backup container.
        case all

        fileprivate var names: [String] {
            switch self {
            case .volumes(let names): names
            case .all: []
            }
        }
    }

    /// The volumes by their folders in every spelling; a mountpoint is a part of its volume's folder.
    private let folders: PathIndex<Address>
    /// The spellings of each volume's mountpoint, kept because following links reads the disk.
    private let mountpoints: [Address: [HostPath]]
    /// Volumes of the driver `local`, which the Engine itself keeps.
    private let local: Set<Address>
    private let spell: @Sendable (String) -> [HostPath]

    /// `spell`: all ways to write a path, as it is given and with its links followed.
    init(_ volumes: [PlacedVolume], spell: @escaping @Sendable (String) -> [HostPath]) {
        self.spell = spell
        let placed = volumes.filter { $0.mountpoint.hasBytePrefix("/") }
        mountpoints = Dictionary(firstWins: placed.map { ($0.volume.address, spell($0.mountpoint)) })
        folders = mountpoints.reduce(into: PathIndex()) { index, entry in
            for path in entry.value { index.insert(entry.key, at: path.ofVolume) }
        }
        local = Set(placed.map(\.volume).filter { $0.driver.hasSameBytes(as: "local") }.map(\.address))
    }

    /// At the place itself, or in a folder that holds it.
    func holding(_ path: String) -> [String] { holding(spell(path)).map(\.name) }

    private func holding(_ places: [HostPath]) -> [Address] {
        Set(places.flatMap { folders.holding($0).joined() }).sorted()
    }

    func reach(of source: String) -> Reach {
        let places = spell(source)
        let holding = holding(places)
        guard holding.isEmpty else { return .volumes(holding.map(\.name)) }
        let below = Set(places.flatMap(folders.heldBy))
        let isAboveAll = !local.isEmpty && local.isSubset(of: below)
        return isAboveAll ? .all : .volumes(below.sorted().map(\.name))
    }

    /// The volumes with the others in whose folders their devices lie.
    func related(_ placed: PlacedVolume) -> ObservedVolume {
        // The volume's own folder may be a symbolic link into another volume.
        let own = holding(mountpoints[placed.volume.address] ?? []).map(\.name)
        let held = Set(placed.sources.flatMap(holding) + own).subtracting([placed.volume.name])
        var volume = placed.volume
        volume.liesIn = held.sortedByBytes()
        return volume
    }

    /// The container with the names of the volumes that its binds read. `live`: the host paths that are mounted at its
    /// binds' destinations now, because a link in the configured path may have changed since the container started.
    func related(_ wire: WireContainer, live: [String: [String]]) -> ObservedContainer {
        var container = wire.container
        for bind in wire.binds {
            let reached = ([bind.source] + (live[HostPath(bind.destination).text] ?? [])).map(reach)
            if reached.contains(.all) { container.bindsAllVolumes = true }
            let names = Set(reached.flatMap(\.names)).sortedByBytes()
            guard !names.isEmpty else { continue }
            container.mounts.removeAll { $0.isBind && $0.destination.hasSameBytes(as: bind.destination) }
            container.mounts += names.map { .init(type: "bind", volume: $0, destination: bind.destination) }
        }
        container.mounts.sort()
        return container
    }
}

/// Users of one object, by the Engine's list of containers alone: quick enough to ask before each call.
extension Observer {
    /// The containers that mount a volume, or bind its folder or what lies in it.
    ///
    /// - Throws: `EngineFault` where the volume or the list of containers cannot be read in full.
    package func users(ofVolume name: String) async throws -> [Address] {
        guard let placed = try await placed(volume: name) else { return [] }
        let places = VolumePlaces([placed], spell: spelling(mountsHere))
        return try await listed().map { places.related($0, live: [:]) }.filter { container in
            container.mounts.contains { $0.volume?.hasSameBytes(as: name) ?? false }
        }.map(\.address)
    }

    /// The containers that a network is configured for, whether they ever ran or not.
    ///
    /// - Throws: `EngineFault` where the list of containers cannot be read in full.
    package func users(ofNetwork id: String, named name: String) async throws -> [Address] {
        try await listed().map(\.container).filter { container in
            container.networks.contains { attachment in
                // Before a container's first start the Engine reports only the network's name.
                attachment.networkID.hasSameBytes(as: id)
                    || attachment.networkID.isEmpty && attachment.name.hasSameBytes(as: name)
            }
        }.map(\.address)
    }

    /// The listed containers; fails where one cannot be read, since it may use anything.
    private func listed() async throws -> [WireContainer] {
        let call = "GET /containers/json"
        let list = WireList(
            try WireAnswer.list(try await reader.containers(), of: call),
            of: .container,
            identify: ContainerWire.identity,
            map: ContainerWire.listed
        )
        guard let unread = list.incomplete.first else { return list.elements }
        throw EngineFault.malformed(call: call, reason: "\(unread.address) lacks '\(unread.field)'")
    }
}
