import Domain

/// The mounts of this machine, for finding all paths that lead to one folder: a bind mount shows the same folder at a
/// second path.
struct HostMounts: Sendable {
    static let none = HostMounts(table: [])

    private struct Mount: Sendable {
        let device: String
        let root: HostPath
        let point: HostPath

        init(_ entry: MountTable.Entry) {
            device = entry.device
            root = HostPath(entry.root)
            point = HostPath(entry.point)
        }
    }

    /// The mounts by mount point, in the order of the table.
    private let byPoint: PathIndex<Mount>
    /// The mounts of each device, by the folder of that device that is mounted.
    private let byRoot: [String: PathIndex<Mount>]

    /// `table`: `/proc/self/mountinfo`.
    init(table: [UInt8]) {
        let mounts = MountTable.entries(table).map(Mount.init)
        byPoint = mounts.reduce(into: PathIndex()) { $0.insert($1, at: $1.point) }
        byRoot = mounts.reduce(into: [:]) { $0[$1.device, default: PathIndex()].insert($1, at: $1.root) }
    }

    /// Every path that shows the same folder or file as this one, which has no links in it.
    func aliases(of path: HostPath) -> [HostPath] {
        // What is mounted later hides what was mounted there before.
        guard let mount = byPoint.holding(path).last?.last else { return [] }
        let below = path.components.dropFirst(mount.point.components.count)
        return paths(of: HostPath(components: mount.root.components + below), on: mount.device)
    }

    /// The host paths that a process actually has mounted at these mount points, whatever its container was started
    /// with. `table`: the `mountinfo` of that process.
    func sources(of points: [String], in table: [UInt8]) -> [String: [String]] {
        let wanted = Set(points.map(HostPath.init))
        let mounted = MountTable.entries(table).map(Mount.init).filter { wanted.contains($0.point) }
        return mounted.reduce(into: [:]) { sources, mount in
            sources[mount.point.text, default: []] += paths(of: mount.root, on: mount.device).map(\.text)
        }
    }

    private func paths(of place: HostPath, on device: String) -> [HostPath] {
        let mounts = byRoot[device]?.holding(place).flatMap(\.self) ?? []
        return mounts.map { mount in
            HostPath(components: mount.point.components + place.components.dropFirst(mount.root.components.count))
        }
    }
}
