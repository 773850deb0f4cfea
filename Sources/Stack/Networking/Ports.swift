internal import Compose
internal import Domain

extension ServiceBuilder {
    /// Published ports are exposed, too. Ranges are taken apart.
    func exposedPorts() -> Body {
        let published = (self["ports"]?.elements ?? []).compactMap(ServiceBuilder.port)
        let exposed = (self["expose"]?.texts ?? []).flatMap(ServiceBuilder.ports)
        var body = Body()
        for port in Set(published + exposed).sortedByBytes() { body.keep(port, [:]) }
        return body
    }

    /// By port of the container, with every place of the host in the order of the file.
    func portBindings() -> Body {
        var bindings: [(port: String, places: [JSON])] = []
        for published in self["ports"]?.elements ?? [] {
            guard let port = ServiceBuilder.port(published) else { continue }
            let place: JSON = [
                "HostIp": .string(published["host_ip"]?.text ?? ""),
                "HostPort": .string(published["published"]?.text ?? ""),
            ]
            if let index = bindings.firstIndex(where: { $0.port == port }) {
                bindings[index].places.append(place)
            } else {
                bindings.append((port, [place]))
            }
        }
        var body = Body()
        for binding in bindings { body.keep(binding.port, .array(binding.places)) }
        return body
    }

    private static func port(_ published: ComposeValue) -> String? {
        published["target"]?.text.map { "\($0)/\(published["protocol"]?.text ?? "tcp")" }
    }

    /// `7001-7003/udp` as its three ports.
    private static func ports(_ text: String) -> [String] {
        let parts = text.split(separator: "/", maxSplits: 1).map { String($0) }
        let ends = (parts.first ?? "").split(separator: "-").map { Int($0) }
        let kind = parts.count == 2 ? parts[1].lowercased() : "tcp"
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, last <= 65_535 else {
            return []
        }
        return (first...last).map { "\($0)/\(kind)" }
    }
}
