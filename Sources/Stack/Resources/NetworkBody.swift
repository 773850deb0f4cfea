internal import Attributes
internal import Compose
internal import Domain

extension ResourceBuilder {
    mutating func networkBody(_ entry: ComposeValue.Entry, _ name: String) -> Body {
        var body = Body()
        body.set("Name", name)
        body.set("Driver", entry.value["driver"]?.text)
        body.set("Internal", entry.value["internal"]?.isTrue ?? false)
        body.set("Attachable", entry.value["attachable"]?.isTrue ?? false)
        addFamilies(of: entry, to: &body)
        body.set("IPAM", addressing(entry))
        body.set("Options", sealedMap(entry.value["driver_opts"], "network/\(entry.key).driver_opt"))
        body.set("Labels", labels(entry, "network"))
        return body
    }

    /// `enable_ipv4: true` is what every Engine does, also one that does not know the member.
    private mutating func addFamilies(of entry: ComposeValue.Entry, to body: inout Body) {
        if case .bool(let flag) = entry.value["enable_ipv6"]?.kind { body.keep("EnableIPv6", .bool(flag)) }
        guard let four = entry.value.entry("enable_ipv4"), case .bool(let flag) = four.value.kind else { return }
        let needed = APIVersion(1, 48)
        if !flag {
            let owner = "network `\(entry.key)`"
            findings.refuse("enable_ipv4", of: owner, needs: needed, context.apiVersion, at: four.keyPosition)
        }
        if !flag || context.apiVersion.map({ $0 >= needed }) ?? false { body.keep("EnableIPv4", .bool(flag)) }
    }

    private mutating func addressing(_ entry: ComposeValue.Entry) -> Body {
        let ipam = entry.value["ipam"]
        var body = Body()
        body.set("Driver", ipam?["driver"]?.text)
        body.set("Config", .array((ipam?["config"]?.elements ?? []).map { pool($0, of: "network `\(entry.key)`") }))
        body.set("Options", sealedMap(ipam?["options"], "network/\(entry.key).ipam_opt"))
        return body
    }

    private mutating func pool(_ pool: ComposeValue, of owner: String) -> JSON {
        var body = Body()
        let parts = [("Subnet", "subnet"), ("IPRange", "ip_range"), ("Gateway", "gateway")]
        for (member, key) in parts { body.set(member, findings.closed(pool[key], key, of: owner, PlainForm.isAddress)) }
        var others = Body()
        for entry in pool["aux_addresses"]?.entries ?? [] {
            others.set(entry.key, findings.closed(entry.value, "aux_addresses", of: owner, PlainForm.isAddress))
        }
        body.set("AuxiliaryAddresses", others)
        return body.json
    }
}
