import Domain

/// Compares one container with the stack attribute by attribute, with three values each: wanted, the image's default,
/// observed.
struct ContainerComparison {
    /// What is known of the file that the container was made from.
    enum Origin {
        /// The stack's specification as it is now, by the label `reconcile.spec`; it covers networks and volumes too.
        case thisSpecification
        /// The service as it is now, by Compose's `config-hash` label; the names of its volumes and networks may have
        /// changed.
        case thisService
        case another
        case unknown
    }

    struct Difference: Hashable {
        let key: AttributeKey
        let before: String?
        let after: String?
        let isInPlace: Bool
    }

    let wanted: AttributeSet
    let observed: AttributeSet
    /// The defaults that the container's image gives; `nil` where that image is not known.
    let defaults: AttributeSet?
    let origin: Origin
    /// Whether sealed values were sealed with one key on both sides.
    let comparesSealed: Bool
    /// Whether another container has the same value, so that it may be a default of the daemon.
    let isElsewhere: (AttributeKey, String) -> Bool

    /// Sorted by attribute.
    var differences: [Difference] {
        keys.filter { isComparable($0) && !isOfTheEngine($0) }.compactMap(difference)
    }

    /// Attributes that the Engine changed or dropped although the container was made from this very specification: a
    /// new container would differ in the same way.
    var untaken: [AttributeKey] {
        keys.filter { isComparable($0) && isOfTheEngine($0) && wanted[$0] != nil && difference($0) != nil }
    }

    /// Attributes that could not be compared, because they are sealed with another key.
    var uncompared: [AttributeKey] { keys.filter { !isComparable($0) } }

    private var keys: [AttributeKey] {
        Set(wanted.values.keys).union(observed.values.keys).union((defaults ?? .empty).values.keys).sorted()
    }

    /// Sealed values of the stack can be compared only if they were sealed with the host's key.
    private func isComparable(_ key: AttributeKey) -> Bool {
        comparesSealed || !(wanted[key].map(SealedText.isSealed) ?? false)
    }

    private func difference(_ key: AttributeKey) -> Difference? {
        guard case .text(let after) = DefaultExpectation(self).expected(key) else { return nil }
        let ours = after ?? AttributeRule.rule(for: key.family).engineDefault(key)
        let before = observed[key] ?? AttributeRule.rule(for: key.family).engineDefault(key)
        guard !isSame(key, before, ours) else { return nil }
        return Difference(key: key, before: before, after: ours, isInPlace: isInPlace(key, ours))
    }

    private func isSame(_ key: AttributeKey, _ before: String?, _ after: String?) -> Bool {
        guard let before, let after else { return before == nil && after == nil }
        if key.family == .cpus { return NanoCPUs.isSame(before, after) }
        return before.hasSameBytes(as: after)
    }

    /// Whether only the Engine can have made this attribute differ. Most attributes are fixed when a container is
    /// created, so in one that was made from the present specification a difference is the Engine's doing.
    private func isOfTheEngine(_ key: AttributeKey) -> Bool {
        switch origin {
        case .another, .unknown: false
        case .thisSpecification: key.family.isFixed(volumesFrom: wanted[.volumesFrom]) || isDroppedLimit(key)
        case .thisService:
            key.family.isFixed(volumesFrom: wanted[.volumesFrom]) && key.family != .mount || isDroppedLimit(key)
        }
    }

    /// A limit that the stack sets and the container lacks: no update call can remove one, so the kernel or the Engine
    /// does not support it.
    private func isDroppedLimit(_ key: AttributeKey) -> Bool {
        let canBeLifted: [AttributeFamily] = [.restart, .network, .pidsLimit, .containerName, .state]
        return observed[key] == nil && AttributeRule.rule(for: key.family).isInPlace
            && !canBeLifted.contains(key.family)
    }

    /// `POST /containers/{id}/update` takes zero for "unchanged", so a limit cannot be lifted in place.
    private func isInPlace(_ key: AttributeKey, _ after: String?) -> Bool {
        guard AttributeRule.rule(for: key.family).isInPlace else { return false }
        if key.family == .network { return isOnNetworks }
        if key.family == .blkio, key.member != "weight" { return false }
        return after != nil
    }

    /// Whether the container can join and leave networks: it cannot in the modes `host`, `none` and `container:ID`.
    private var isOnNetworks: Bool {
        let mode = NamespaceMode(wanted[.networkMode] ?? "")
        return mode.owner == nil && ![.other("host"), .other("none")].contains(mode)
    }
}

extension AttributeRule {
    /// The value that the Engine uses where none is sent.
    func engineDefault(_ key: AttributeKey) -> String? {
        if key == AttributeKey(.healthcheck, "test") { return "NONE" }
        guard key.member == nil else { return nil }
        switch silence {
        case .image(let text), .engine(let text): return text
        case .anything, .filled, .apart: return nil
        }
    }
}

extension AttributeFamily {
    /// Whether the Engine may change or drop the value at creation, and only a new container can change it.
    fileprivate func isFixed(volumesFrom: String?) -> Bool {
        let moving: [AttributeFamily] = [.networkMode, .ipc, .pid, .volumesFrom, .macAddress, .link, .content]
        if self == .mount, volumesFrom != nil { return false }
        return !moving.contains(self) && !isKeptAsSent && !AttributeRule.rule(for: self).isInPlace
    }

    /// Whether every Engine keeps the value as it was sent. Another value then means that somebody recreated the
    /// container by hand with the old labels, which counts as an edit.
    private var isKeptAsSent: Bool {
        let kept: Set<AttributeFamily> = [
            .command, .entrypoint, .environment, .label, .exposedPort, .port, .mount, .user, .workingDirectory,
            .hostname, .domainname, .stopSignal, .tty, .stdinOpen, .capAdd, .capDrop, .device, .extraHost, .dns,
            .dnsSearch, .dnsOption, .groupAdd, .privileged, .readOnly,
        ]
        return kept.contains(self)
    }
}

/// Mounted files, compared by the digests of their bytes. Only read-only mounts are compared: a container's own writes
/// must not pass for an edit.
struct MountedFiles {
    let wanted: AttributeSet
    let observed: AttributeSet

    /// Whether a different digest counts as a difference; a container that Compose made bears no digests.
    func isCompared(_ key: AttributeKey) -> Bool { observed[key] != nil && wanted[key] != nil && isReadOnly(key) }

    /// Targets of writable files that are not what they were when the container was made.
    var rewritten: [String] {
        wanted.members(of: .content).filter { target in
            let key = AttributeKey(.content, target)
            guard !isReadOnly(key), let before = observed[key], let now = wanted[key] else { return false }
            return !before.hasSameBytes(as: now)
        }
    }

    private func isReadOnly(_ content: AttributeKey) -> Bool {
        content.member.flatMap(wanted.mount)?.isReadOnly ?? false
    }
}

/// Compose computes a share of processors with 32-bit floating point, so `0.129` arrives as 0.128999992.
enum NanoCPUs {
    static func isSame(_ first: String, _ second: String) -> Bool {
        guard let first = nano(first), let second = nano(second) else { return first == second }
        return abs(first - second) <= max(1, max(first, second) >> 22)
    }

    /// Billionths of a decimal number.
    private static func nano(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        let digits = parts.count == 2 ? String(parts[1].prefix(9)) : ""
        let padded = digits + String(repeating: "0", count: 9 - digits.count)
        return Int64(padded).map { whole * 1_000_000_000 + $0 }
    }
}

/// How values stand in a plan that people read.
enum SealedText {
    static func shown(_ value: String) -> String { isSealed(value) ? "(sealed)" : value }

    /// Whether a value is a keyed digest or holds one.
    static func isSealed(_ value: String) -> Bool { value.contains(AttributeSet.sealedPrefix) }
}

enum ShortID {
    /// Twelve digits, as docker prints an image's ID.
    static func text(_ id: String) -> String {
        let digits = id.utf8.starts(with: "sha256:".utf8) ? id.utf8.dropFirst(7) : id.utf8[...]
        return String(decoding: digits.prefix(12), as: UTF8.self)
    }
}
