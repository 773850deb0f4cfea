import Domain

/// What must hold within one long form, beyond the types of its members.
struct ValueChecks {
    private var findings = DiagnosticCollector()

    static func check(_ tree: ComposeValue) -> [Diagnostic] {
        var checks = ValueChecks()
        for volume in tree["volumes"]?.entries ?? [] { checks.external(volume) }
        for config in tree["configs"]?.entries ?? [] { checks.source(of: config, ["file", "environment", "content"]) }
        for secret in tree["secrets"]?.entries ?? [] { checks.source(of: secret, ["file", "environment"]) }
        for service in tree["services"]?.entries ?? [] { checks.service(service.value) }
        return checks.findings.diagnostics
    }

    private mutating func report(_ summary: String, fix: String, at position: SourcePosition) {
        findings.error(.stackValue, summary, fix: fix, at: position)
    }

    /// An external volume is only named here; whoever made it decided the rest.
    private mutating func external(_ volume: ComposeValue.Entry) {
        guard volume.value["external"]?.kind == .bool(true) else { return }
        for entry in volume.value.entries
        where !["name", "external"].contains(entry.key) && !entry.key.hasBytePrefix("x-") {
            report(
                "The external volume `\(volume.key)` has the key `\(entry.key)`, which nothing would apply.",
                fix: "Delete `\(entry.key)`, or `external`.",
                at: entry.keyPosition
            )
        }
    }

    private mutating func source(of resource: ComposeValue.Entry, _ keys: [String]) {
        guard resource.value.isMapping else { return }
        let named = keys.filter { resource.value.entry($0) != nil }
        let either = keys.map { "`\($0)`" }.joined(separator: " or ")
        if named.count > 1 {
            report("`\(resource.key)` has two sources.", fix: "Keep one of \(either).", at: resource.keyPosition)
        }
        guard named.isEmpty, ["driver", "external"].allSatisfy({ resource.value.entry($0) == nil }) else { return }
        report("`\(resource.key)` has no source.", fix: "Add \(either), or `external: true`.", at: resource.keyPosition)
    }

    private mutating func service(_ service: ComposeValue) {
        for port in service["ports"]?.elements ?? [] { hostAddress(of: port) }
        for mount in service["volumes"]?.elements ?? [] { bindSource(of: mount) }
        for trigger in service["develop"]?["watch"]?.elements ?? [] where trigger["path"]?.string == "" {
            report("A path to watch is empty.", fix: "Write the path.", at: trigger.position)
        }
        let reserved = service["deploy"]?["resources"]?["reservations"]?["devices"]
        for device in (service["gpus"]?.elements ?? []) + (reserved?.elements ?? []) { countOrIDs(of: device) }
    }

    private mutating func hostAddress(of port: ComposeValue) {
        guard let address = port["host_ip"], let text = address.string, !IPAddress.isValid(text) else { return }
        report("`host_ip` is no IP address.", fix: "Write an IPv4 or IPv6 address.", at: address.position)
    }

    private mutating func bindSource(of mount: ComposeValue) {
        guard mount["type"]?.string == "bind", mount.entry("source") == nil else { return }
        report("A bind mount has no `source`.", fix: "Add the path on the host.", at: mount.position)
    }

    private mutating func countOrIDs(of device: ComposeValue) {
        guard device.entry("count") != nil, let ids = device.entry("device_ids") else { return }
        report("A device request has `count` and `device_ids`.", fix: "Keep one of them.", at: ids.keyPosition)
    }
}

/// A size in bytes: a whole number, or a number with a unit, where `k` is 1,024 whatever follows it.
enum ByteSize {
    /// `nil` for what is no size. A plain whole number may be negative: `-1` lifts a limit.
    static func parse(_ text: String) -> Int64? {
        if let plain = Int64(text) { return plain }
        guard let (number, unit) = split(text), let value = Double(number), value >= 0 else { return nil }
        guard let factor = factor(of: unit.lowercased()) else { return nil }
        return Int64(exactly: (value * factor).rounded(.towardZero))
    }

    private static func split(_ text: String) -> (String, String)? {
        if let parts = text.cut(at: " ") { return parts }
        let isOfNumber: (UInt8) -> Bool = { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let last = text.utf8.lastIndex(where: isOfNumber) else { return nil }
        let end = text.utf8.index(after: last)
        return (String(text[..<end]), String(text[end...]))
    }

    private static func factor(of unit: String) -> Double? {
        switch unit {
        case "", "b": 1
        case "k", "kb", "kib": 1_024
        case "m", "mb", "mib": 1_048_576
        case "g", "gb", "gib": 1_073_741_824
        case "t", "tb", "tib": 1_099_511_627_776
        case "p", "pb", "pib": 1_125_899_906_842_624
        default: nil
        }
    }
}
