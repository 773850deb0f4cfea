import Attributes
import Compose
import Domain

extension ServiceBuilder {
    /// Published ports are exposed, too. Ranges are taken apart.
    mutating func exposedPorts() -> JSONObjectBuilder {
        let published = (self["ports"]?.elements ?? []).compactMap { port($0) }
        let form = { (text: String) in text.split(separator: "/").prefix(1).allSatisfy { PlainForm.isPorts(String($0)) }
        }
        let exposed = closedList("expose", form).flatMap(ServiceBuilder.ports)
        var body = JSONObjectBuilder()
        for port in Set(published + exposed).sortedByBytes() { body.keep(port, [:]) }
        return body
    }

    /// By port of the container, with every place of the host in the order of the file.
    mutating func portBindings() -> JSONObjectBuilder {
        var bindings: [(port: String, places: [JSON])] = []
        for published in self["ports"]?.elements ?? [] {
            guard let port = port(published) else { continue }
            let place: JSON = [
                "HostIp": .string(closed(published["host_ip"], "ports", PlainForm.isAddress) ?? ""),
                "HostPort": .string(closed(published["published"], "ports", PlainForm.isPorts) ?? ""),
            ]
            if let index = bindings.firstIndex(where: { $0.port == port }) {
                bindings[index].places.append(place)
            } else {
                bindings.append((port, [place]))
            }
        }
        var body = JSONObjectBuilder()
        for binding in bindings { body.keep(binding.port, .array(binding.places)) }
        return body
    }

    private mutating func port(_ published: ComposeValue) -> String? {
        let kind = closed(published["protocol"], "ports", ["tcp", "udp", "sctp"].contains) ?? "tcp"
        return closed(published["target"], "ports", PlainForm.isPorts).map { "\($0)/\(kind)" }
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
