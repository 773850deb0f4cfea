import Domain

/// Mounts by target. A create body can ask for a mount in `Binds`, `Mounts`, `Tmpfs` and `Volumes`; an inspect answer
/// repeats these requests and lists the result in `Mounts` at its top level.
extension AttributeReader {
    func readMounts(body: JSON, _ host: JSON, into set: inout AttributeSet) {
        var mounts = requested(host)
        for volume in body.map("Volumes") {
            let key = AttributeKey(.mount, volume.key.cleanPath)
            mounts[key] = mounts[key] ?? .anonymousVolume
        }
        for (key, mount) in mounts { set[key] = mount.text }
    }

    /// What is mounted is read from the list of results; sizes and subpaths of volumes, which that list leaves out,
    /// from the requests. The propagation is read from the requests too: the Engine itself sets `rslave` on a bind that
    /// contains its data folder.
    func readMounts(inspect: JSON, _ host: JSON, into set: inout AttributeSet) {
        let requested = requested(host)
        for (key, mount) in requested where mount.type == "tmpfs" { set[key] = mount.text }
        for json in inspect.list("Mounts") {
            guard let type = json["Type"]?.text, let target = json["Destination"]?.text?.cleanPath else { continue }
            let key = AttributeKey(.mount, target)
            let source = json[type == "volume" ? "Name" : "Source"]?.text ?? ""
            var mount = Mount(type: type, source: type == "volume" || source.isEmpty ? source : source.cleanPath)
            mount.isReadOnly = json["RW"]?.bool == false
            mount.propagation = requested[key]?.propagation ?? ""
            mount.options = requested[key]?.options ?? []
            set[key] = mount.text
        }
    }

    private func requested(_ host: JSON) -> [AttributeKey: Mount] {
        let binds = host.texts("Binds").compactMap(Mount.bind)
        let specifications = host.list("Mounts").compactMap(Mount.specification)
        let tmpfs = host.map("Tmpfs").map { member in
            (member.key.cleanPath, Mount.tmpfs(member.value.string ?? ""))
        }
        let mounts = (binds + specifications + tmpfs).map { (AttributeKey(.mount, $0.0), $0.1) }
        return Dictionary(mounts, uniquingKeysWith: { _, later in later })
    }
}

/// The ways in which the Engine's JSON asks for a mount.
extension Mount {
    /// `SOURCE:TARGET:MODES`; a target alone is an anonymous volume. Which label SELinux gives, and whether a new
    /// volume is filled, does not show afterwards.
    static func bind(_ text: String) -> (target: String, mount: Mount)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return (text.cleanPath, .anonymousVolume) }
        let isPath = parts[0].utf8.first == UInt8(ascii: "/")
        var mount = Mount(type: isPath ? "bind" : "volume", source: isPath ? parts[0].cleanPath : parts[0])
        for mode in parts.dropFirst(2).joined(separator: ":").split(separator: ",") {
            switch mode {
            case "ro": mount.isReadOnly = true
            case let word where Mount.propagations.contains(String(word)): mount.propagation = String(word)
            default: break
            }
        }
        return (parts[1].cleanPath, mount)
    }

    /// An element of `HostConfig.Mounts`.
    static func specification(_ json: JSON) -> (target: String, mount: Mount)? {
        guard let type = json["Type"]?.text, let target = json["Target"]?.text else { return nil }
        let source = json["Source"]?.text ?? ""
        var mount = Mount(type: type, source: type == "volume" || source.isEmpty ? source : source.cleanPath)
        mount.isReadOnly = json["ReadOnly"]?.bool ?? false
        mount.propagation = json["BindOptions"]?["Propagation"]?.text ?? ""
        mount.options = options(json)
        return (target.cleanPath, mount)
    }

    private static func options(_ json: JSON) -> [String] {
        let flags = [
            ("NonRecursive", "nonrecursive"), ("ReadOnlyNonRecursive", "readonly_nonrecursive"),
            ("ReadOnlyForceRecursive", "readonly_force_recursive"),
        ]
        let bind = flags.filter { json["BindOptions"]?[$0.0]?.bool == true }.map(\.1)
        let volume = json["VolumeOptions"]?["Subpath"]?.text.map { ["subpath=\($0.cleanPath)"] } ?? []
        let tmpfs = json["TmpfsOptions"] ?? .nothing
        let size = tmpfs["SizeBytes"]?.count.map { ["size=\($0)"] } ?? []
        let mode = tmpfs["Mode"]?.integer.flatMap { $0 == 0 ? nil : ["mode=\(String($0, radix: 8))"] } ?? []
        let others = tmpfs["Options"]?.array?.map { $0.texts.joined(separator: "=") } ?? []
        return bind + volume + size + mode + others
    }

    /// A value of `HostConfig.Tmpfs`, `size=64k,mode=0700`.
    static func tmpfs(_ options: String) -> Mount {
        var mount = Mount(type: "tmpfs")
        for option in options.split(separator: ",").map(String.init) {
            switch option {
            case "rw": break
            case "ro": mount.isReadOnly = true
            default: mount.options.append(tmpfsOption(option))
            }
        }
        return mount
    }

    private static func tmpfsOption(_ option: String) -> String {
        guard let (name, value) = option.cut(at: "=") else { return option }
        switch name {
        case "size": return "size=\(bytes(value) ?? value)"
        case "mode": return "mode=\(Int(value, radix: 8).map { String($0, radix: 8) } ?? value)"
        default: return option
        }
    }

    /// A size with the suffix that tmpfs takes, in bytes.
    private static func bytes(_ text: String) -> String? {
        let shifts: [Character: Int64] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
        guard let factor = text.lowercased().last.flatMap({ shifts[$0] }) else { return Int64(text).map { String($0) } }
        guard let number = Int64(text.dropLast()) else { return nil }
        let (product, overflows) = number.multipliedReportingOverflow(by: factor)
        return overflows ? nil : String(product)
    }
}
