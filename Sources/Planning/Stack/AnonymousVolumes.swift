import Domain

/// Hands the anonymous volumes of a container on to the one that replaces it: by name, at the same place.
struct AnonymousVolumes {
    let host: StackView
    let wanted: DesiredContainer
    let old: ObservedContainer

    /// The body of `POST /containers/create` that names every anonymous volume of the old container: the Engine would
    /// otherwise mount new, empty ones.
    var body: JSON {
        let kept = volumes
        guard !kept.isEmpty else { return wanted.body }
        return wanted.body.with("Volumes", declared(without: kept)).with("HostConfig", hostConfiguration(kept))
    }

    private struct Kept {
        let name: String
        let target: String

        func isAt(_ path: String?) -> Bool {
            path.map { ContainerPath.components($0) == ContainerPath.components(target) } ?? false
        }
    }

    private var volumes: [Kept] {
        old.mounts.sorted().compactMap { mount in
            guard !mount.isBind, let name = mount.volume, isAnonymous(name), isTaken(mount.destination) else {
                return nil
            }
            return Kept(name: name, target: mount.destination)
        }
    }

    private func isAnonymous(_ name: String) -> Bool {
        ObservedVolume.looksAnonymous(name) || host.volume(named: name)?.labels.isAnonymousVolume == true
    }

    /// Whether the new container would get a new anonymous volume at this path: the stack asks for one, or the stack
    /// asks for no mount there and the image declares a volume. Where that image is still to be pulled, the old
    /// container's image stands in for it.
    private func isTaken(_ target: String) -> Bool {
        let key = AttributeKey(.mount, target)
        if let mount = wanted.attributes.mount(at: target) { return mount.isAnonymousVolume }
        let defaults = host.image(of: wanted.image)?.defaults ?? host.defaults(of: old)
        return defaults?[key] != nil
    }

    private func declared(without kept: [Kept]) -> JSON {
        let members = wanted.body["Volumes"]?.members ?? []
        let others = members.filter { member in !kept.contains { $0.isAt(member.key) } }
        return others.isEmpty ? .null : .object(others)
    }

    /// A mount of the stack keeps its options and gets the volume's name; a volume that only the image declares is
    /// added.
    private func hostConfiguration(_ kept: [Kept]) -> JSON {
        let host = wanted.body["HostConfig"] ?? [:]
        let binds = (host["Binds"]?.array ?? []).filter { bind in !kept.contains { $0.isAt(bind.string) } }
        let asked = (host["Mounts"]?.array ?? []).map { mount in
            let volume = kept.first { $0.isAt(mount["Target"]?.string) && mount["Source"] == nil }
            return volume.map { mount.with("Source", .string($0.name)) } ?? mount
        }
        let silent = kept.filter { volume in !asked.contains { volume.isAt($0["Target"]?.string) } }
        let added = silent.map { volume -> JSON in
            ["Type": "volume", "Source": .string(volume.name), "Target": .string(volume.target)]
        }
        return host.with("Binds", binds.isEmpty ? .null : .array(binds)).with("Mounts", .array(asked + added))
    }
}

/// Paths within a container, which need not be written the same way.
private enum ContainerPath {
    static func components(_ path: String) -> [Substring] {
        path.split(separator: "/").reduce(into: []) { components, part in
            if part == ".." { _ = components.popLast() } else if part != "." { components.append(part) }
        }
    }
}

extension JSON {
    /// The object with one member replaced, added, or for `null` left out.
    fileprivate func with(_ key: String, _ value: JSON) -> JSON {
        let others = (members ?? []).filter { !$0.key.hasSameBytes(as: key) }
        return .object(value == .null ? others : others + [Member(key, value)])
    }
}
