import Domain

/// One port of the short syntax `[IP:][PUBLISHED:]TARGET[/PROTOCOL]`.
struct PortSpec: Equatable {
    struct Fault: Error {
        let reason: String
    }

    static let syntax = "Write [IP:][PUBLISHED:]TARGET[/tcp|udp|sctp], with ports or ranges of one length."

    /// Empty where the text names none.
    let hostIP: String
    /// A port, a range to choose from, or empty.
    let published: String
    let target: Int
    let networkProtocol: String

    /// Several ports for a range, ordered by the text of their targets, as Compose orders them.
    static func parse(_ text: String) throws(Fault) -> [PortSpec] {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let (ports, networkProtocol) = try target(parts.removeLast())
        let published = parts.popLast() ?? ""
        let hostIP = try address(parts.joined(separator: ":"))
        let host = published.isEmpty ? nil : try range(published, called: "published port")
        if let host, host.count != ports.count, ports.count != 1 {
            throw Fault(reason: "the ranges have different lengths")
        }
        let all = ports.enumerated().map { offset, target in
            let first = host.map { $0.lowerBound + offset }
            let choice = host.map { ports.count == 1 && $0.count > 1 ? "-\($0.upperBound)" : "" } ?? ""
            let published = first.map { "\($0)\(choice)" } ?? ""
            return PortSpec(hostIP: hostIP, published: published, target: target, networkProtocol: networkProtocol)
        }
        return all.sorted { "\($0.target)/".precedesInBytes("\($1.target)/") }
    }

    private static func target(_ text: String) throws(Fault) -> (ClosedRange<Int>, String) {
        let (ports, written) = text.cut(at: "/") ?? (text, "")
        guard !ports.isEmpty else { throw Fault(reason: "it names no port of the container") }
        let networkProtocol = written.isEmpty ? "tcp" : written.lowercased()
        guard ["tcp", "udp", "sctp"].contains(networkProtocol) else {
            throw Fault(reason: "`\(written)` is no protocol")
        }
        return (try range(ports, called: "port of the container"), networkProtocol)
    }

    private static func range(_ text: String, called name: String) throws(Fault) -> ClosedRange<Int> {
        let (first, last) = text.cut(at: "-") ?? (text, text)
        guard let lower = number(first), let upper = number(last), lower <= upper else {
            throw Fault(reason: "`\(text)` is no \(name)")
        }
        return lower...upper
    }

    private static func number(_ text: String) -> Int? {
        guard let value = Int(text), (0...65_535).contains(value) else { return nil }
        return value
    }

    private static func address(_ text: String) throws(Fault) -> String {
        let isBracketed = text.hasBytePrefix("[") && text.hasByteSuffix("]")
        let address = isBracketed ? String(text.dropFirst().dropLast()) : text
        guard address.isEmpty && !isBracketed || IPAddress.isValid(address) else {
            throw Fault(reason: "`\(text)` is no IP address")
        }
        return address
    }
}
