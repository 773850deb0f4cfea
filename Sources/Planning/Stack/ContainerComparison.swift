internal import Domain

/// Compares one container with what the stack wants, attribute by attribute, with three values each: wanted, the image's
/// default, observed.
struct ContainerComparison {
    /// What is known of the file that the container was made from.
    enum Origin {
        /// The stack's file as it is now, by our own label: what it says of networks and volumes too.
        case thisSpecification
        /// A service that reads as it does now, by Compose's label: names of volumes and networks may have moved.
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
    /// What the image that the container runs gives to whoever is silent; `nil` where that image is not known.
    let defaults: AttributeSet?
    let origin: Origin
    /// Whether sealed values were sealed with one key on both sides.
    let comparesSealed: Bool
    /// Whether a container besides this one has the value too, so that it may be the daemon's own default.
    let isElsewhere: (AttributeKey, String) -> Bool

    /// Sorted by attribute.
    var differences: [Difference] {
        keys.filter { isComparable($0) && !isOfTheEngine($0) }.compactMap(difference)
    }

    /// What the Engine did not keep of a container that was made from this very file: a new one would be the same.
    var untaken: [AttributeKey] {
        keys.filter { isComparable($0) && isOfTheEngine($0) && wanted[$0] != nil && difference($0) != nil }
    }

    /// Attributes that could not be compared, because they are sealed with another key.
    var uncompared: [AttributeKey] { keys.filter { !isComparable($0) } }

    private var keys: [AttributeKey] {
        Set(wanted.values.keys).union(observed.values.keys).union((defaults ?? .empty).values.keys).sorted()
    }

    /// What image and container have was sealed with one key, the host's.
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

    /// Whether nobody but the Engine can have made this attribute what it is. Only a new container changes most of them,
    /// so where the file is the one that it was made from, a difference is what the Engine filled in or dropped.
    private func isOfTheEngine(_ key: AttributeKey) -> Bool {
        switch origin {
        case .another, .unknown: false
        case .thisSpecification: key.family.isFixed(volumesFrom: wanted[.volumesFrom]) || isDroppedLimit(key)
        case .thisService:
            key.family.isFixed(volumesFrom: wanted[.volumesFrom]) && key.family != .mount || isDroppedLimit(key)
        }
    }

    /// No update sets a limit to nothing: the kernel or the Engine does not know it.
    private func isDroppedLimit(_ key: AttributeKey) -> Bool {
        let canBeLifted: [AttributeFamily] = [.restart, .network, .pidsLimit, .containerName, .state]
        return observed[key] == nil && AttributeRule.rule(for: key.family).isInPlace
            && !canBeLifted.contains(key.family)
    }

    /// The update call takes a zero for "leave it", so a limit cannot be lifted in place.
    private func isInPlace(_ key: AttributeKey, _ after: String?) -> Bool {
        guard AttributeRule.rule(for: key.family).isInPlace else { return false }
        if key.family == .network { return isOnNetworks }
        if key.family == .blkio, key.member != "weight" { return false }
        return after != nil
    }

    /// Docker joins nothing to the host's network or to another container's, and leaves neither.
    private var isOnNetworks: Bool {
        let mode = NamespaceMode(wanted[.networkMode] ?? "")
        return mode.owner == nil && ![.other("host"), .other("none")].contains(mode)
    }
}

extension AttributeRule {
    /// What the Engine takes for nothing.
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
    /// Whether the Engine may have filled it in or dropped it, and nothing but a new container changes it.
    fileprivate func isFixed(volumesFrom: String?) -> Bool {
        let moving: [AttributeFamily] = [.networkMode, .ipc, .pid, .volumesFrom, .macAddress, .link, .content]
        if self == .mount, volumesFrom != nil { return false }
        return !moving.contains(self) && !isKeptAsSent && !AttributeRule.rule(for: self).isInPlace
    }

    /// What every Engine keeps as it was sent. Another value stands in a container that somebody made anew by hand with the
    /// labels of the old one: an edit like any other.
    private var isKeptAsSent: Bool {
        let kept: Set<AttributeFamily> = [
            .command, .entrypoint, .environment, .label, .exposedPort, .port, .mount, .user, .workingDirectory,
            .hostname, .domainname, .stopSignal, .tty, .stdinOpen, .capAdd, .capDrop, .device, .extraHost, .dns,
            .dnsSearch, .dnsOption, .groupAdd, .privileged, .readOnly,
        ]
        return kept.contains(self)
    }
}

/// Files behind mounts, by the digests of their bytes. Behind a mount that the container can write to, its own work would
/// read as somebody's edit.
struct MountedFiles {
    let wanted: AttributeSet
    let observed: AttributeSet

    /// Whether another digest is a difference; a container that Compose made bears none.
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
