import Domain

/// Logs, kernel parameters and storage: maps whose values may be secrets.
extension AttributeReader {
    func readLogging(_ host: JSON, into set: inout AttributeSet) {
        set[.logDriver] = host["LogConfig"]?["Type"]?.text
        readSealed(host["LogConfig"]?["Config"], as: .logOption, into: &set)
    }

    func readKernel(_ host: JSON, into set: inout AttributeSet) {
        for member in host.map("Sysctls") {
            set[.sysctl, Sysctl.canonical(member.key)] = sealed(member.value)
        }
        readSealed(host["StorageOpt"], as: .storageOption, into: &set)
    }
}

/// Kernel parameters of an interface. Engines from 28 move those that name `eth0` to the endpoint of the container's first
/// network, where the interface has no name yet.
enum Sysctl {
    static let endpointOption = "com.docker.network.endpoint.sysctls"

    /// `net.ipv4.conf.eth0.forwarding` as an endpoint spells it.
    static func canonical(_ name: String) -> String {
        var parts = name.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "net", parts[3] == "eth0" else { return name }
        parts[3] = "IFNAME"
        return parts.joined(separator: ".")
    }

    /// The parameters in an endpoint's option, `name=value,…`.
    static func list(_ option: String) -> [(name: String, value: String)] {
        option.split(separator: ",").compactMap { part in
            String(part).cut(at: "=").map { (name: $0.head, value: $0.tail) }
        }
    }
}
