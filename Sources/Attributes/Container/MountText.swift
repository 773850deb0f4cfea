import Domain

/// One mount, in the shape in which all the ways to ask for one are the same.
struct MountText {
    let type: String
    /// A volume's name, a path of the host; empty for an anonymous volume and for a tmpfs.
    var source = ""
    var isReadOnly = false
    var propagation = ""
    /// What only the request tells, `subpath=data`, and a tmpfs's own options.
    var options: [String] = []

    static let anonymous = MountText(type: "volume")

    /// `volume NAME rw`, `bind SOURCE ro rslave`, `tmpfs mode=700 size=1048576`.
    var text: String {
        let access = isReadOnly ? "ro" : "rw"
        let sorted = Set(options).sortedByBytes()
        switch type {
        case "volume": return ([type, namedVolume, access] + sorted).joined(separator: " ")
        case "tmpfs": return ([type] + (isReadOnly ? [access] : []) + sorted).joined(separator: " ")
        default:
            let shared = ["", "rprivate"].contains(propagation) ? [] : [propagation]
            return ([type, source.cleanPath, access] + shared + sorted).joined(separator: " ")
        }
    }

    private var namedVolume: String {
        source.isEmpty || ObservedVolume.looksAnonymous(source) ? "(anonymous)" : source
    }
}

extension MountText {
    /// `SOURCE:TARGET:MODES`; a target alone is an anonymous volume. Which label SELinux gives, and whether a new volume is
    /// filled, does not show afterwards.
    static func bind(_ text: String) -> (target: String, mount: MountText)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return (text.cleanPath, .anonymous) }
        var mount = MountText(type: parts[0].utf8.first == UInt8(ascii: "/") ? "bind" : "volume", source: parts[0])
        for mode in parts.dropFirst(2).joined(separator: ":").split(separator: ",") {
            switch mode {
            case "ro": mount.isReadOnly = true
            case "private", "rprivate", "shared", "rshared", "slave", "rslave": mount.propagation = String(mode)
            default: break
            }
        }
        return (parts[1].cleanPath, mount)
    }

    /// An element of `HostConfig.Mounts`.
    static func specification(_ json: JSON) -> (target: String, mount: MountText)? {
        guard let type = json["Type"]?.text, let target = json["Target"]?.text else { return nil }
        var mount = MountText(type: type, source: json["Source"]?.text ?? "")
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
    static func tmpfs(_ options: String) -> MountText {
        var mount = MountText(type: "tmpfs")
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
