import Domain

/// Under which paths of this machine the places of its file systems stand: a bind mount shows the same folder at another
/// place.
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

    private let mounts: [Mount]

    /// `table`: `/proc/self/mountinfo`.
    init(table: [UInt8]) { mounts = MountTable.entries(table).map(Mount.init) }

    /// Every path that shows the same folder or file as this one, which has no links in it.
    func aliases(of path: HostPath) -> [HostPath] {
        // What is mounted later hides what was mounted there before.
        let covering = mounts.filter { path.lies(in: $0.point) }
        let depth = covering.map(\.point.components.count).max()
        guard let mount = covering.last(where: { $0.point.components.count == depth }) else { return [] }
        let below = path.components.dropFirst(mount.point.components.count)
        return paths(of: HostPath(components: mount.root.components + below), on: mount.device)
    }

    /// What a process has mounted at these places, as it sees them, whatever was asked for when it was started. `table`:
    /// its own `mountinfo`.
    func sources(of points: [String], in table: [UInt8]) -> [String: [String]] {
        let wanted = Set(points.map(HostPath.init))
        let mounted = MountTable.entries(table).map(Mount.init).filter { wanted.contains($0.point) }
        return mounted.reduce(into: [:]) { sources, mount in
            sources[mount.point.text, default: []] += paths(of: mount.root, on: mount.device).map(\.text)
        }
    }

    private func paths(of place: HostPath, on device: String) -> [HostPath] {
        mounts.compactMap { mount in
            guard mount.device.hasSameBytes(as: device), place.lies(in: mount.root) else { return nil }
            let below = place.components.dropFirst(mount.root.components.count)
            return HostPath(components: mount.point.components + below)
        }
    }
}
