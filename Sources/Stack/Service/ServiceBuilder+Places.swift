import Attributes
import Compose
import Domain

/// Where the file asks for what: a reviewer is sent to the line.
extension ServiceBuilder {
    /// For every key of the service the place of the attributes that it gives; for lists whose elements are attributes
    /// of their own, that of each element.
    var places: [AttributeKey: SourcePosition] {
        var places: [AttributeKey: SourcePosition] = [:]
        for (key, families) in ServiceBuilder.families {
            guard let position = service.value.entry(key)?.keyPosition else { continue }
            for family in families where places[AttributeKey(family)] == nil { places[AttributeKey(family)] = position }
        }
        for (key, position) in elements { places[key] = position }
        return places
    }

    private static let families: [(key: String, families: [AttributeFamily])] = [
        ("image", [.image]), ("build", [.image]), ("user", [.user]), ("privileged", [.privileged]),
        ("cap_add", [.capAdd]), ("network_mode", [.networkMode]), ("networks", [.network, .networkMode]),
        ("pid", [.pid]), ("ipc", [.ipc]), ("uts", [.uts]), ("userns_mode", [.userNamespace]),
        ("cgroup", [.cgroupNamespace]), ("security_opt", [.securityOption]), ("devices", [.device]),
        ("gpus", [.deviceRequest]), ("deploy", [.deviceRequest, .restart]),
        ("device_cgroup_rules", [.deviceCgroupRule]), ("volumes", [.mount]), ("configs", [.mount]),
        ("secrets", [.mount]), ("volumes_from", [.volumesFrom]), ("ports", [.port]), ("restart", [.restart]),
        ("healthcheck", [.healthcheck]),
    ]

    private var elements: [(AttributeKey, SourcePosition)] {
        let mounts = (self["volumes"]?.elements ?? []).compactMap { volume in
            volume["target"]?.text.map { (AttributeKey(.mount, $0.cleanPath), volume.position) }
        }
        let ports = (self["ports"]?.elements ?? []).flatMap { port -> [(AttributeKey, SourcePosition)] in
            guard let target = port["target"]?.text else { return [] }
            return [(AttributeKey(.port, "\(target)/\(port["protocol"]?.text ?? "tcp")"), port.position)]
        }
        let options = (self["security_opt"]?.elements ?? []).compactMap { option in
            option.text.map { text in
                (AttributeKey(.securityOption, String(text.prefix { $0 != "=" && $0 != ":" })), option.position)
            }
        }
        return mounts + ports + options
    }
}
