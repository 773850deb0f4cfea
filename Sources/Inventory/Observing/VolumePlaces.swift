import Domain

/// A volume, and where it lies on the host. Paths stay in here: what leaves bears names only.
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
        /// It lies above all volumes that the Engine itself keeps, as a backup's does.
        case all

        fileprivate var names: [String] {
            switch self {
            case .volumes(let names): names
            case .all: []
            }
        }
    }

    private struct Folder {
        let name: String
        /// The folder of the volume in every spelling, of which its mountpoint is a part.
        let paths: [HostPath]
        let isLocal: Bool
    }

    private let folders: [Folder]
    private let spell: @Sendable (String) -> [HostPath]

    /// `spell`: all ways to write a path, as it is given and with its links followed.
    init(_ volumes: [PlacedVolume], spell: @escaping @Sendable (String) -> [HostPath]) {
        self.spell = spell
        folders = volumes.filter { $0.mountpoint.hasBytePrefix("/") }.map { placed in
            Folder(
                name: placed.volume.name,
                paths: spell(placed.mountpoint).map(\.ofVolume),
                isLocal: placed.volume.driver.hasSameBytes(as: "local")
            )
        }
    }

    /// At the place itself, or in a folder that holds it.
    func holding(_ path: String) -> [String] { holding(spell(path)) }

    private func holding(_ places: [HostPath]) -> [String] {
        folders.filter { folder in folder.paths.contains { base in places.contains { $0.lies(in: base) } } }
            .map(\.name)
    }

    func reach(of source: String) -> Reach {
        let places = spell(source)
        let holding = holding(places)
        guard holding.isEmpty else { return .volumes(holding) }
        let below = folders.filter { folder in folder.paths.contains { base in places.contains(where: base.lies) } }
        guard !below.isEmpty else { return .volumes([]) }
        let names = Set(below.map(\.name))
        let local = folders.filter(\.isLocal)
        let isAboveAll = !local.isEmpty && local.allSatisfy { names.contains($0.name) }
        return isAboveAll ? .all : .volumes(below.map(\.name))
    }

    /// The volumes with the others in whose folders their devices lie.
    func related(_ placed: PlacedVolume) -> ObservedVolume {
        let held = Set(placed.sources.flatMap(holding)).subtracting([placed.volume.name])
        return held.isEmpty ? placed.volume : placed.volume.with(liesIn: held.sortedByBytes())
    }

    /// The container with the names of the volumes that its binds read.
    /// `live`: what the container has mounted at its binds' destinations now. Since its start, links may have come to
    /// point elsewhere.
    func related(_ wire: WireContainer, live: [String: [String]]) -> ObservedContainer {
        let container = wire.container
        var mounts = container.mounts
        var bindsAll = false
        for bind in wire.binds {
            let reached = ([bind.source] + (live[HostPath(bind.destination).text] ?? [])).map(reach)
            if reached.contains(.all) { bindsAll = true }
            let names = Set(reached.flatMap(\.names)).sortedByBytes()
            guard !names.isEmpty else { continue }
            mounts.removeAll { $0.isBind && $0.destination.hasSameBytes(as: bind.destination) }
            mounts += names.map { .init(type: "bind", volume: $0, destination: bind.destination) }
        }
        return container.with(mounts: mounts.sorted(), bindsAllVolumes: bindsAll)
    }
}

extension ObservedContainer {
    fileprivate func with(mounts: [Mount], bindsAllVolumes: Bool) -> ObservedContainer {
        ObservedContainer(
            id: id,
            names: names,
            imageID: imageID,
            imageReference: imageReference,
            state: state,
            labels: labels,
            mounts: mounts,
            imageMounts: imageMounts,
            bindsAllVolumes: bindsAllVolumes,
            networks: networks,
            networkMode: networkMode,
            detail: detail
        )
    }
}
