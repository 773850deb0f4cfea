import Domain
import JSON

/// The canonical bytes that a configuration digest covers: what somebody configured, without what the Engine changes by
/// itself.
///
/// The first member says what the bytes are of, so that no two kinds can give one digest. Secrets pass through here and
/// go into the keyed digest only.
enum ConfigurationJSON {
    /// `Config`, `HostConfig`, mounts and the names of the networks.
    ///
    /// Network IDs are left out, because they are empty before the first start and the Engine makes its `bridge` anew
    /// whenever it starts; `HostConfig.Links` too, because the Engine fills it from the present names of the others.
    static func container(_ object: WireObject) throws(FieldFault) -> [UInt8] {
        let host = try object.object("HostConfig").json
        let value: JSON = [
            "digest": "container/1",
            "config": normalized(try object.object("Config").json),
            "host_config": normalized(without("Links", host)),
            "mounts": .array(try mounts(object)),
            "networks": .strings(try ContainerWire.networks(object).map(\.name)),
        ]
        return value.bytes(.compact)
    }

    /// Driver, options and labels.
    static func volume(_ object: WireObject) -> [UInt8] {
        let value: JSON = [
            "digest": "volume/1",
            "volume": normalized(reduced(object.json, to: ["Driver", "Options", "Labels"])),
        ]
        return value.bytes(.compact)
    }

    /// Driver, options, addresses, flags and labels; not who is attached.
    static func network(_ object: WireObject) -> [UInt8] {
        let keys = ["Driver", "Options", "IPAM", "Internal", "Attachable", "EnableIPv6", "Labels"]
        let value: JSON = ["digest": "network/1", "network": normalized(reduced(object.json, to: keys))]
        return value.bytes(.compact)
    }

    /// Mounts are sorted, because the Engine lists them in random order. The source path of a volume mount is left out,
    /// because the Engine chooses it.
    private static func mounts(_ object: WireObject) throws(FieldFault) -> [JSON] {
        var mounts: [(destination: String, json: JSON)] = []
        for mount in try object.objects("Mounts") {
            let own = ["Type", "Name", "Destination", "RW", "Propagation", "Driver", "Mode"]
            let keys = mount.json["Type"]?.string == "volume" ? own : own + ["Source"]
            mounts.append((try mount.string("Destination"), normalized(reduced(mount.json, to: keys))))
        }
        return mounts.sorted { $0.destination.precedesInBytes($1.destination) }.map(\.json)
    }

    private static func reduced(_ json: JSON, to keys: [String]) -> JSON {
        .object(keys.compactMap { key in json[key].map { JSON.Member(key, $0) } })
    }

    private static func without(_ key: String, _ json: JSON) -> JSON {
        .object((json.members ?? []).filter { !$0.key.hasSameBytes(as: key) })
    }

    /// Absent, `null`, `[]` and `{}` are one: which of them the Engine writes depends on its version and on the call.
    private static func normalized(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            .object(
                members.compactMap { member in
                    let value = normalized(member.value)
                    return isEmpty(value) ? nil : JSON.Member(member.key, value)
                }
            )
        case .array(let elements): .array(elements.map(normalized))
        case .null, .bool, .integer, .decimal, .string: json
        }
    }

    private static func isEmpty(_ json: JSON) -> Bool {
        json == .null || json.array?.isEmpty == true || json.members?.isEmpty == true
    }
}
