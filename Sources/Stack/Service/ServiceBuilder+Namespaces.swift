import Compose
import Domain

/// Namespaces, some of them another container's.
extension ServiceBuilder {
    mutating func addNamespaces(to body: inout JSONObjectBuilder) {
        body.set("IpcMode", namespace("ipc"))
        body.set("PidMode", namespace("pid"))
        body.set("CgroupnsMode", closed("cgroup", ["host", "private"].contains))
        body.set("UTSMode", closed("uts", ["host"].contains))
        body.set("UsernsMode", closed("userns_mode", ["host"].contains))
    }

    /// `service:x` as the ID of x's first container, known at the call; everything else as it stands.
    mutating func namespace(_ key: String) -> JSON? {
        guard let mode = self[key], let text = mode.text else { return nil }
        guard let other = text.text(after: "service:") else {
            return closed(mode, key) { ServiceBuilder.isMode($0, of: key) }.map { .string($0) }
        }
        return container(of: other, prefix: "container:", key, at: mode.position)
    }

    /// Whether a text is a valid mode: `network_mode` may name a network; the other namespaces have fixed words or
    /// `container:…`.
    private static func isMode(_ text: String, of key: String) -> Bool {
        key == "network_mode" || ["host", "none", "private", "shareable"].contains(text)
            || text.text(after: "container:") != nil
    }

    mutating func volumesFrom() -> JSON {
        let sources = self["volumes_from"]?.elements ?? []
        return .array(sources.compactMap { volumesFrom($0) })
    }

    /// Compose drops the `ro` of `x:ro`; so do we, and say so.
    private mutating func volumesFrom(_ source: ComposeValue) -> JSON? {
        let text = source.text ?? ""
        if text.hasByteSuffix(":ro") {
            findings.warn(
                "volumes_from",
                of: owner,
                that: "asks for `ro`, which Compose drops: the volumes are writable.",
                fix: "Mount the volumes by name with `read_only: true`.",
                at: source.position
            )
        }
        let from = ServiceBuilder.volumeSource(text)
        if let container = from.text(after: "container:") { return .string(container) }
        guard let other = from.text(after: "service:") else { return nil }
        return container(of: other, prefix: "", "volumes_from", at: source.position)
    }

    /// `x:ro` as `service:x`, `container:y:ro` as `container:y`.
    static func volumeSource(_ text: String) -> String {
        let parts = text.split(separator: ":").map { String($0) }
        guard let first = parts.first else { return "" }
        return first == "container" && parts.count > 1 ? "container:\(parts[1])" : "service:\(first)"
    }

    private mutating func container(
        of other: String,
        prefix: String,
        _ key: String,
        at position: SourcePosition
    ) -> JSON? {
        if let name = project.containers(of: other).first {
            return BodyReference.container(name: name, prefix: prefix).json
        }
        findings.error(
            .stackReference,
            "`\(key)` of \(owner) names the service `\(other)`, which has no container",
            fix: "Scale `\(other)` to at least one container, or name another service.",
            at: position
        )
        return nil
    }
}
