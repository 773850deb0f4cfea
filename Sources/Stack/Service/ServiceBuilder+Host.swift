import Attributes
import Compose
import Domain

/// `HostConfig`, without mounts.
extension ServiceBuilder {
    mutating func host(_ networkMode: JSON?) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("NetworkMode", networkMode)
        body.set("PortBindings", portBindings())
        body.set("RestartPolicy", restart())
        addNamespaces(to: &body)
        addSecurity(to: &body)
        body.set("ShmSize", self["shm_size"]?.number)
        body.set("Sysctls", sealedMap(self["sysctls"], "sysctl", as: .sysctl))
        body.set("StorageOpt", sealedMap(self["storage_opt"], "storage_opt", as: .storageOption))
        body.set("Annotations", annotations())
        body.set("Dns", closedList("dns", PlainForm.isAddress))
        body.set("DnsSearch", freeList("dns_search", as: .dnsSearch))
        body.set("DnsOptions", freeList("dns_opt", as: .dnsOption))
        body.set("ExtraHosts", extraHosts())
        body.set("LogConfig", logging())
        body.set("Links", links)
        body.set("Isolation", closed("isolation", ["default", "process", "hyperv"].contains))
        body.set("Runtime", self["runtime"]?.text)
        body.add(resources())
        return body
    }

    private mutating func extraHosts() -> JSON {
        .array((self["extra_hosts"]?.elements ?? []).map { extraHost($0) })
    }

    /// The model writes `name=address`; the Engine takes `name:address`, also with the colons of IPv6. The address is
    /// never sealed: it has several spellings, and digests of different spellings cannot be compared.
    private mutating func extraHost(_ host: ComposeValue) -> JSON {
        let parts = (host.text ?? "").split(separator: "=", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return .string(host.text ?? "") }
        guard !parts[1].utf8.contains(UInt8(ascii: ":")) else {
            let form = { (text: String) in PlainForm.isAddress(String(text.split(separator: "=").last ?? "")) }
            return closed(host, "extra_hosts", form) == nil ? .null : .string("\(parts[0]):\(parts[1])")
        }
        let address = ComposeValue(.string(parts[1]), at: host.position, origins: host.origins)
        let key = AttributeKey(.extraHost, parts[0])
        return sealed(address, "extra_host.\(parts[0])", as: key, prefix: "\(parts[0]):")
    }

    private mutating func annotations() -> JSONObjectBuilder {
        if let entry = service.value.entry("annotations"), !entry.value.entries.isEmpty {
            let needed = APIVersion(1, 43)
            findings.refuse("annotations", of: owner, needs: needed, context.apiVersion, at: entry.keyPosition)
        }
        return sealedMap(self["annotations"], "annotation", as: nil)
    }

    private mutating func logging() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("Type", self["logging"]?["driver"]?.text)
        body.set("Config", sealedMap(self["logging"]?["options"], "log_option", as: .logOption))
        return body
    }

    private mutating func restart() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        for value in [self["restart"], self["deploy"]?["restart_policy"]?["condition"]] {
            guard closed(value, "restart", ServiceBuilder.isRestartPolicy) != nil || value?.text == nil else {
                return body
            }
        }
        body.set("Name", restartPolicy.name)
        body.set("MaximumRetryCount", restartPolicy.count)
        return body
    }

    /// `deploy.restart_policy` wins over `restart`, in the Engine's words.
    var restartPolicy: (name: String, count: Int64) {
        if let policy = self["deploy"]?["restart_policy"], !policy.isNull {
            let condition = policy["condition"]?.text ?? ""
            return (ServiceBuilder.policyName(condition), policy["max_attempts"]?.number ?? 0)
        }
        let parts = (self["restart"]?.text ?? "").split(separator: ":", maxSplits: 1).map { String($0) }
        return (ServiceBuilder.policyName(parts.first ?? ""), parts.count == 2 ? Int64(parts[1]) ?? 0 : 0)
    }

    private static func isRestartPolicy(_ text: String) -> Bool {
        let words = text.split(separator: ":", maxSplits: 1).map { String($0) }
        let names: Set = ["no", "always", "on-failure", "unless-stopped", "none", "any"]
        return names.contains(words.first ?? "") && words.dropFirst().allSatisfy(PlainForm.isNumeric)
    }

    private static func policyName(_ condition: String) -> String {
        switch condition {
        case "none": "no"
        case "any": "always"
        default: condition
        }
    }
}
