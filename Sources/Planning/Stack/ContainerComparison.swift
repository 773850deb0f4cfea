internal import Domain

/// Compares one container with what the stack wants, attribute by attribute, with three values each: wanted, the image's
/// default, observed.
struct ContainerComparison {
    let wanted: AttributeSet
    let observed: AttributeSet
    /// What the image that the container runs gives to whoever is silent.
    let defaults: AttributeSet
    /// Whether sealed values were sealed with one key on both sides.
    let comparesSealed: Bool
    /// The container was made by us from exactly this specification: what is missing, the Engine could not keep.
    let isMadeFromThis: Bool

    struct Difference: Hashable {
        let key: AttributeKey
        let before: String?
        let after: String?
        let isInPlace: Bool
    }

    /// Sorted by attribute.
    var differences: [Difference] { keys.compactMap(difference) }

    /// Attributes that could not be compared, because they are sealed with another key.
    var uncompared: [AttributeKey] { comparesSealed ? [] : keys.filter(isSealed) }

    /// Files behind writable mounts that are not what they were when the container was made.
    var rewritten: [AttributeKey] {
        wanted.keys.filter { key in
            guard key.family == .content, !isReadOnly(key), let before = observed[key] else { return false }
            return before != wanted[key]
        }
    }

    /// Which image it runs is for the whole to judge: the text alone is no difference.
    private var keys: [AttributeKey] {
        Set(wanted.values.keys).union(observed.values.keys).union(defaults.values.keys)
            .filter { $0.family != .image }.sorted()
    }

    private func isSealed(_ key: AttributeKey) -> Bool {
        [wanted[key], observed[key]].contains { $0.map(AttributeSet.isSealed) ?? false }
    }

    private func difference(_ key: AttributeKey) -> Difference? {
        let rule = AttributeRule.rule(for: key.family)
        let (after, before) = (expected(key, rule), observed[key] ?? engineDefault(key, rule))
        guard isCompared(key, rule), !isEqual(key, before, after), comparesSealed || !isSealed(key) else { return nil }
        return Difference(key: key, before: before, after: after, isInPlace: isInPlace(key, rule, after))
    }

    private func expected(_ key: AttributeKey, _ rule: AttributeRule) -> String? {
        wanted[key] ?? imageDefault(key) ?? engineDefault(key, rule)
    }

    /// With an entrypoint of its own a container does not inherit the image's command.
    private func imageDefault(_ key: AttributeKey) -> String? {
        if key.family == .command, let entrypoint = wanted[.entrypoint], entrypoint != "[]" { return nil }
        return defaults[key]
    }

    private func engineDefault(_ key: AttributeKey, _ rule: AttributeRule) -> String? {
        if key == AttributeKey(.healthcheck, "test") { return "NONE" }
        guard case .default(let text) = rule.silence else { return nil }
        return key.member == nil ? text : nil
    }

    private func isCompared(_ key: AttributeKey, _ rule: AttributeRule) -> Bool {
        if key.family == .content { return observed[key] != nil && isReadOnly(key) }
        if isMadeFromThis, observed[key] == nil, key.family.engineMayDrop { return false }
        if wanted[key] != nil { return true }
        if case .anything = rule.silence { return false }
        return !isTolerated(key)
    }

    /// Behind a mount that the container can write to, its own work would read as somebody's edit.
    private func isReadOnly(_ content: AttributeKey) -> Bool {
        guard wanted[content] != nil, let mount = wanted[AttributeKey(.mount, content.member)] else { return false }
        return mount.split(separator: " ").contains("ro")
    }

    /// What may be there though nobody in the stack asked for it.
    private func isTolerated(_ key: AttributeKey) -> Bool {
        switch key.family {
        case .environment: defaults[key] == nil && ProxyVariables.names.contains((key.member ?? "").lowercased())
        case .securityOption: key.member == "label" || key.member == "systempaths"
        case .mount: isImageVolume(key) || wanted[.volumesFrom] != nil
        case .memorySwap: isDefaultSwap
        default: false
        }
    }

    private func isImageVolume(_ key: AttributeKey) -> Bool {
        observed[key] == nil || (defaults[key] != nil && observed[key] == defaults[key])
    }

    /// The Engine sets twice the memory where nobody asked, and -1 where it cannot limit swap.
    private var isDefaultSwap: Bool {
        guard let swap = observed[.memorySwap].flatMap({ Int64($0) }) else { return true }
        let memory = observed[.memory].flatMap { Int64($0) } ?? 0
        return swap == -1 || swap == memory * 2 || swap == (wanted[.memory].flatMap { Int64($0) } ?? 0) * 2
    }

    private func isEqual(_ key: AttributeKey, _ before: String?, _ after: String?) -> Bool {
        guard let before, let after else { return before == nil && after == nil }
        if key.family == .cpus { return NanoCPUs.isSame(before, after) }
        return before.hasSameBytes(as: after)
    }

    /// The update call takes a zero for "leave it", so a limit cannot be lifted in place.
    private func isInPlace(_ key: AttributeKey, _ rule: AttributeRule, _ after: String?) -> Bool {
        guard rule.isInPlace else { return false }
        switch key.family {
        case .network, .state, .containerName: return true
        case .memorySwap: return wanted[.memory] != nil
        case .blkio: return key.member == "weight" && after != nil
        default: return after != nil
        }
    }
}

/// What docker's command line adds from its own configuration.
private enum ProxyVariables {
    static let names: Set<String> = ["http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"]
}

extension AttributeFamily {
    /// Limits that a kernel without the control group takes and forgets, and what older Engines ignore.
    fileprivate var engineMayDrop: Bool {
        switch self {
        case .blkio, .memorySwap, .memorySwappiness, .memoryReservation, .oomKillDisable, .cpuRealtimePeriod,
            .cpuRealtimeRuntime, .cpuShares, .cpuQuota, .cpuPeriod, .cpus, .cpusetCPUs, .cpusetMemory, .pidsLimit,
            .macAddress:
            true
        default: false
        }
    }
}
