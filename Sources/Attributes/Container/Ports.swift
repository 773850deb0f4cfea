import Domain

/// Published ports, as they were asked for; which one the Engine chose for a free choice is not read.
extension AttributeReader {
    func readPorts(_ bindings: JSON?, into set: inout AttributeSet) {
        for member in bindings?.members ?? [] {
            let hosts = member.value.array ?? []
            let texts = hosts.isEmpty ? [PortText.anyPort] : hosts.map(binding)
            set[.port, PortText.canonical(member.key)] = TextList.set(texts)
        }
    }

    /// `ADDRESS:PORT`. Every address is no address.
    private func binding(_ binding: JSON) -> String {
        let port = binding["HostPort"]?.text.flatMap { $0 == "0" ? nil : ":\($0)" } ?? PortText.anyPort
        let address = binding["HostIp"]?.text?.canonicalAddress ?? ""
        switch address {
        case "", "0.0.0.0", "::": return port
        default: return address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]\(port)" : "\(address)\(port)"
        }
    }
}

enum PortText {
    static let anyPort = ":(any)"

    /// `8069/tcp`.
    static func canonical(_ text: String) -> String {
        guard let (port, proto) = text.cut(at: "/") else { return "\(text)/tcp" }
        return "\(port)/\(proto.lowercased())"
    }

    /// Every port of `7000-7003/udp`.
    static func expanded(_ text: String) -> [String] {
        let port = canonical(text)
        guard let (range, proto) = port.cut(at: "/"), let (first, last) = range.cut(at: "-") else { return [port] }
        guard let low = UInt16(first), let high = UInt16(last), low <= high else { return [port] }
        return (low...high).map { "\($0)/\(proto)" }
    }
}
