import Domain

/// Lists in which each thing stands once: a later element takes the place of the earlier one that names the same.
struct Unicity {
    private(set) var findings = DiagnosticCollector()

    static func enforce(_ tree: ComposeValue, _ findings: inout DiagnosticCollector) -> ComposeValue {
        var unicity = Unicity()
        let result = unicity.enforce(tree, at: TreePath())
        findings.add(unicity.findings.diagnostics)
        return result
    }

    private mutating func enforce(_ value: ComposeValue, at path: TreePath) -> ComposeValue {
        switch value.kind {
        case .mapping: return value.mapEntries { enforce($0.value, at: path.appending($0.key)) }
        case .sequence(let elements):
            guard let identity = Identity.of(path) else { return value }
            var copy = value
            copy.kind = .sequence(unique(elements, by: identity, at: path))
            return copy
        case .null, .bool, .integer, .decimal, .string: return value
        }
    }

    private mutating func unique(
        _ elements: [ComposeValue],
        by identity: Identity,
        at path: TreePath
    ) -> [ComposeValue] {
        var kept: [ComposeValue] = []
        var places: [[UInt8]: Int] = [:]
        for element in elements {
            guard let name = identity.name(of: element) else {
                reportNameless(element, identity, at: path)
                kept.append(element)
                continue
            }
            if let place = places[Array(name.utf8)] {
                kept[place] = element
            } else {
                places[Array(name.utf8)] = kept.count
                kept.append(element)
            }
        }
        return kept
    }

    /// Elements of a wrong type are the schema's to tell.
    private mutating func reportNameless(_ element: ComposeValue, _ identity: Identity, at path: TreePath) {
        guard element.isMapping, let key = identity.requiredKey, element[key] == nil else { return }
        findings.error(
            .stackValue,
            "An entry of `\(path)` has no `\(key)`.",
            fix: "Write `\(key):`.",
            at: element.position
        )
    }
}

/// By what two elements of a list are the same.
enum Identity {
    /// The text before `=`.
    case name
    case volumeTarget
    case deviceTarget
    case port
    case number
    case envFile
    /// Where a config or secret is mounted.
    case mount(folder: String)

    static func of(_ path: TreePath) -> Identity? {
        identities.first { path.matches($0.pattern) }?.identity
    }

    var requiredKey: String? {
        switch self {
        case .volumeTarget, .deviceTarget, .port: "target"
        case .envFile: "path"
        case .name, .number, .mount: nil
        }
    }

    /// `nil` where the element is of a form that the list does not have.
    func name(of element: ComposeValue) -> String? {
        switch (self, element.kind) {
        case (.name, .string(let text)): text.prefix { $0 != "=" }.description
        case (.volumeTarget, .string(let text)): (try? VolumeSpec.parse(text))?.target
        case (.deviceTarget, .string(let text)): Identity.secondPart(of: text)
        case (.volumeTarget, .mapping), (.deviceTarget, .mapping): element["target"]?.string
        case (.port, .integer(let number)), (.number, .integer(let number)): String(number)
        case (.port, .string(let text)), (.number, .string(let text)), (.envFile, .string(let text)): text
        case (.port, .mapping): Identity.port(element)
        case (.envFile, .mapping): element["path"]?.string
        case (.mount(let folder), .string(let text)): "\(folder)/\(text)"
        case (.mount(let folder), .mapping):
            element["target"]?.string ?? element["source"]?.string.map { "\(folder)/\($0)" }
        case (.name, _), (.volumeTarget, _), (.deviceTarget, _), (.port, _), (.number, _), (.envFile, _), (.mount, _):
            nil
        }
    }

    private static func secondPart(of text: String) -> String {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return String(parts.count > 1 ? parts[1] : parts.first ?? "")
    }

    private static func port(_ element: ComposeValue) -> String? {
        guard let target = element["target"]?.kind else { return nil }
        let host = element["host_ip"]?.string ?? "0.0.0.0"
        let published = element["published"].map { "\($0.kind)" } ?? ""
        return "\(host):\(published):\(target)/\(element["protocol"]?.string ?? "tcp")"
    }

    private static let identities: [(pattern: TreePath, identity: Identity)] =
        named.map { (TreePath($0), .name) } + [
            (TreePath("services.*.devices"), .deviceTarget), (TreePath("services.*.volumes"), .volumeTarget),
            (TreePath("services.*.ports"), .port), (TreePath("services.*.expose"), .number),
            (TreePath("services.*.env_file"), .envFile), (TreePath("services.*.configs"), .mount(folder: "")),
            (TreePath("services.*.secrets"), .mount(folder: "/run/secrets")),
        ]

    private static let named = [
        "networks.*.labels", "networks.*.ipam.options", "services.*.annotations", "services.*.build.args",
        "services.*.build.additional_contexts", "services.*.build.platform", "services.*.build.tags",
        "services.*.build.labels", "services.*.cap_add", "services.*.cap_drop", "services.*.deploy.labels",
        "services.*.dns", "services.*.dns_opt", "services.*.dns_search", "services.*.environment",
        "services.*.labels", "services.*.links", "services.*.networks.*.aliases",
        "services.*.networks.*.link_local_ips", "services.*.profiles", "services.*.sysctls", "services.*.tmpfs",
    ]
}
