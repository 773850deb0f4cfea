import Domain

/// The value to expect where the stack sets none. Most families follow their rule; the exceptions are decided here.
struct DefaultExpectation {
    enum Expected: Equatable {
        /// Whatever is there is right.
        case anything
        case text(String?)
    }

    private let wanted: AttributeSet
    private let otherContents: [AttributeKey: String]
    private let observed: AttributeSet
    private let defaults: AttributeSet?
    private let isElsewhere: (AttributeKey, String) -> Bool

    init(_ comparison: ContainerComparison) {
        wanted = comparison.wanted
        otherContents = comparison.otherContents
        observed = comparison.observed
        defaults = comparison.defaults
        isElsewhere = comparison.isElsewhere
    }

    private var contents: MountedFiles {
        MountedFiles(wanted: wanted, otherContents: otherContents, observed: observed)
    }

    func expected(_ key: AttributeKey) -> Expected {
        if case .apart = AttributeRule.rule(for: key.family).silence { return .anything }
        if key.family == .content { return contents.isCompared(key) ? .text(wanted[key]) : .anything }
        if let text = wanted[key] { return .text(text) }
        if key.family == .command, hasOwnEntrypoint { return .text(nil) }
        if key.family == .exposedPort, wanted[AttributeKey(.port, key.member)] != nil { return .text("exposed") }
        if key.family == .memorySwap { return swap }
        return isTolerated(key) ? .anything : byRule(key)
    }

    private func isTolerated(_ key: AttributeKey) -> Bool {
        let tests: [AttributeFamily: (AttributeKey) -> Bool] = [
            .environment: isProxy, .mount: comesByItself, .securityOption: isAdded, .hostname: isHostnameOfTheEngine,
            .logOption: { _ in wanted[.logDriver] != nil },
        ]
        return tests[key.family]?(key) ?? false
    }

    private func byRule(_ key: AttributeKey) -> Expected {
        let rule = AttributeRule.rule(for: key.family)
        switch rule.silence {
        case .anything, .apart: return .anything
        case .image: return defaults.map { .text($0[key] ?? rule.engineDefault(key)) } ?? .anything
        case .engine: return .text(rule.engineDefault(key))
        case .filled(let texts):
            guard let text = observed[key], !texts.contains(text), !isElsewhere(key, text) else { return .anything }
            return .text(texts.first)
        }
    }

    /// With an entrypoint of its own a container does not inherit the image's command.
    private var hasOwnEntrypoint: Bool { wanted[.entrypoint].map { $0 != "[]" } ?? false }

    /// A proxy variable, which docker's command line adds from the `proxies` of its own configuration file.
    private func isProxy(_ key: AttributeKey) -> Bool {
        let names: Set = ["http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"]
        return defaults?[key] == nil && names.contains((key.member ?? "").lowercased())
    }

    /// A volume that the image declares may be absent, and is anonymous where present; `volumes_from` brings mounts of
    /// other containers.
    private func comesByItself(_ key: AttributeKey) -> Bool {
        guard let text = observed[key], wanted[.volumesFrom] == nil else { return true }
        guard let defaults else { return Mount(parsing: text)?.isAnonymousVolume ?? false }
        return defaults[key] == text
    }

    /// Where a container is privileged or shares the host's ipc or pid namespace, the Engine itself disables SELinux
    /// labels and masks no paths.
    private func isAdded(_ key: AttributeKey) -> Bool {
        let isOpen =
            observed[.privileged] == "true" || observed[.ipc] == "host" || observed[.pid] == "host"
        return isOpen && (key.member == "label" && observed[key] == "disable" || key.member == "systempaths")
    }

    /// Whether the host name is not the container's own: it uses the network of the host or of another container.
    private func isHostnameOfTheEngine(_ key: AttributeKey) -> Bool {
        let mode = observed[.networkMode] ?? ""
        return observed[key] == nil || mode == "host" || NamespaceMode(mode).owner != nil
            || observed[.uts] == "host"
    }

    /// The swap limit that the Engine fills in: twice the memory limit, or -1 where it cannot limit swap.
    private var swap: Expected {
        guard let text = observed[.memorySwap], text != "-1" else { return .anything }
        let memories = [observed[.memory], wanted[.memory]].compactMap { $0.flatMap { Int64($0) } }
        let doubles = memories.map { String($0.multipliedReportingOverflow(by: 2).partialValue) }
        return doubles.contains(text) ? .anything : .text(wanted[.memory] == nil ? nil : doubles.last)
    }
}
