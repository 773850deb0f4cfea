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
        let effect: Action.AttributeChange.Effect
    }

    let wanted: AttributeSet
    /// Digests of mounted files of the other kind, beside those in `wanted`.
    let otherContents: [AttributeKey: String]
    let observed: AttributeSet
    /// The defaults that the container's image gives; `nil` where that image is not known.
    let defaults: AttributeSet?
    let origin: Origin
    /// Whether the Engine removes the container when it ends.
    let removesItself: Bool
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

    /// Attributes that could not be compared, because the key of their digests is not here.
    var uncompared: [AttributeKey] { keys.filter { !isComparable($0) } }

    private var keys: [AttributeKey] {
        Set(wanted.values.keys).union(observed.values.keys).union((defaults ?? .empty).values.keys).sorted()
    }

    private func isComparable(_ key: AttributeKey) -> Bool { !(wanted[key].map(AttributeSet.isUnknown) ?? false) }

    private func difference(_ key: AttributeKey) -> Difference? {
        guard case .text(let after) = DefaultExpectation(self).expected(key) else { return nil }
        let byItself = AttributeRule.rule(for: key.family).engineDefault(key)
        let (before, ours) = (observed[key] ?? byItself, after ?? byItself)
        guard !isSame(key, before, ours) else { return nil }
        return Difference(key: key, before: before, after: ours, effect: effect(key, ours))
    }

    private func isSame(_ key: AttributeKey, _ before: String?, _ after: String?) -> Bool {
        guard let before, let after else { return before == nil && after == nil }
        if key.family == .cpus { return NanoCPUs.isSame(before, after) }
        return before.hasSameBytes(as: after)
    }

    /// Whether only the Engine can have made this attribute differ: the container was made from the present
    /// specification, and the Engine does not always keep what it is sent.
    private func isOfTheEngine(_ key: AttributeKey) -> Bool {
        guard [.thisSpecification, .thisService].contains(origin) else { return false }
        return switch AttributeRule.rule(for: key.family).keeping {
        case .keptAsSent: false
        case .mayBeDropped: observed[key] == nil
        case .mayBeChanged: true
        }
    }

    /// Whether the way of change that the rule names is open to this container and this value.
    private func effect(_ key: AttributeKey, _ after: String?) -> Action.AttributeChange.Effect {
        let isOpen =
            switch AttributeRule.rule(for: key.family).change {
            case .replace: false
            // Docker refuses a restart policy on a container that removes itself.
            case .update(.restartPolicy, _): !removesItself && after != nil
            // The call takes zero for "unchanged", so that it lifts no limit.
            case .update(_, let part): (part == nil || key.member == part) && after != nil
            case .network: isOnNetworks
            case .rename, .start: true
            }
        return isOpen ? .inPlace : .replace
    }

    /// Whether the container can join and leave networks: it cannot in the modes `host`, `none` and `container:ID`.
    private var isOnNetworks: Bool {
        let mode = NamespaceMode(wanted[.networkMode] ?? "")
        return mode.owner == nil && ![.other("host"), .other("none")].contains(mode)
    }
}

/// Mounted files, compared by the digests of their bytes. Only read-only mounts are compared: a container's own writes
/// must not pass for an edit.
struct MountedFiles {
    let wanted: AttributeSet
    /// Digests of the other kind of the same bytes.
    let otherContents: [AttributeKey: String]
    let observed: AttributeSet

    /// Whether a different digest counts as a difference; a container that Compose made bears no digests.
    func isCompared(_ key: AttributeKey) -> Bool {
        observed[key] != nil && wanted[key] != nil && isReadOnly(key) && !isMadeFromThese(key)
    }

    /// Whether the container was made from these very bytes when git tracked the file, or did not yet.
    private func isMadeFromThese(_ key: AttributeKey) -> Bool {
        guard let before = observed[key], let keyed = otherContents[key] else { return false }
        return before.hasSameBytes(as: keyed)
    }

    /// Targets of writable files that are not what they were when the container was made.
    var rewritten: [String] {
        wanted.members(of: .content).filter { target in
            let key = AttributeKey(.content, target)
            guard !isReadOnly(key), let before = observed[key], let now = wanted[key] else { return false }
            return !AttributeSet.isUnknown(now) && !isMadeFromThese(key) && !before.hasSameBytes(as: now)
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
    /// The digest of a file in short, a keyed one not at all.
    static func shown(_ value: String, of key: AttributeKey) -> String {
        guard !isSealed(value) else { return "(sealed)" }
        return key.family == .content ? ShortID.text(value) : value
    }

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
