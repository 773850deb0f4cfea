import Domain

/// How a container finds others by name.
extension AttributeReader {
    func readNames(_ host: JSON, into set: inout AttributeSet) {
        readExtraHosts(host.list("ExtraHosts"), into: &set)
        set[.dns] = TextList.ordered(host.texts("Dns").map(\.canonicalAddress))
        set[.dnsSearch] = TextList.ordered(host.list("DnsSearch").compactMap { free($0) })
        set[.dnsOption] = TextList.set(host.list("DnsOptions").compactMap { free($0) })
    }

    /// By name, whichever sign stands between name and address. They are sealed because a variable may fill them; a
    /// secret's digest must be that of the canonical address.
    private func readExtraHosts(_ list: [JSON], into set: inout AttributeSet) {
        var addresses: [AttributeKey: [String]] = [:]
        for element in list {
            if case .secret(_, let hmac, let prefix) = BodyReference(element) {
                let name = prefix.cut(at: ":", or: "=")?.head ?? prefix
                addresses[AttributeKey(.extraHost, name), default: []].append(hmac)
            } else if let (name, address) = element.text?.cut(at: ":", or: "=") {
                let canonical = address.withoutBrackets.canonicalAddress
                addresses[AttributeKey(.extraHost, name), default: []].append(seal(Array(canonical.utf8)))
            }
        }
        for (key, seals) in addresses { set[key] = TextList.set(seals) }
    }
}
