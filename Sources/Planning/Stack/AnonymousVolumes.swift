internal import Domain

/// Hands the anonymous volumes of a container on to the one that replaces it: by name, at the same place.
struct AnonymousVolumes {
    let host: StackHost
    let wanted: DesiredContainer
    let old: ObservedContainer

    /// The create body with every volume that would otherwise be made anew, and be empty.
    var body: JSON {
        let kept = volumes
        guard !kept.isEmpty else { return wanted.body }
        return wanted.body.with("Volumes", remaining(kept)).with("HostConfig", hostConfiguration(kept))
    }

    private struct Kept {
        let name: String
        let target: String
    }

    private var volumes: [Kept] {
        old.mounts.compactMap { mount in
            guard let name = mount.volume, isAnonymous(name), isTaken(mount.destination) else { return nil }
            return Kept(name: name, target: mount.destination)
        }
    }

    private func isAnonymous(_ name: String) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            || host.volume(named: name)?.labels.isAnonymousVolume == true
    }

    /// Whether the new container has a volume of its own making there: the stack asks for one, or is silent where the
    /// image has one.
    private func isTaken(_ target: String) -> Bool {
        let key = AttributeKey(.mount, target)
        if let mount = wanted.attributes[key] { return mount.hasPrefix("volume (anonymous)") }
        return host.defaults(of: old)[key] != nil
    }

    private func remaining(_ kept: [Kept]) -> JSON {
        let targets = Set(kept.map(\.target))
        let members = (wanted.body["Volumes"]?.members ?? []).filter { !targets.contains($0.key) }
        return members.isEmpty ? .null : .object(members)
    }

    private func hostConfiguration(_ kept: [Kept]) -> JSON {
        let targets = Set(kept.map(\.target))
        let host = wanted.body["HostConfig"] ?? .object([])
        let others = (host["Mounts"]?.array ?? []).filter { mount in
            !(mount["Source"] == nil && targets.contains(mount["Target"]?.string ?? ""))
        }
        let mounts = kept.sorted { $0.target.precedesInBytes($1.target) }.map { volume -> JSON in
            ["Source": .string(volume.name), "Target": .string(volume.target), "Type": "volume"]
        }
        return host.with("Mounts", .array(others + mounts))
    }
}

extension JSON {
    /// The object with one member replaced, added, or for `null` left out.
    fileprivate func with(_ key: String, _ value: JSON) -> JSON {
        let others = (members ?? []).filter { !$0.key.hasSameBytes(as: key) }
        return .object(value == .null ? others : others + [Member(key, value)])
    }
}
