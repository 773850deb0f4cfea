import Attributes
import Compose
import Domain
import JSON

/// The service's labels, Compose's own and ours.
extension ServiceBuilder {
    /// With the keyed digests of what lies behind binds.
    mutating func labels(contents: [MountedContent]) -> JSONObjectBuilder {
        var body = sealedMap(self["labels"], "label", as: .label)
        for (key, value) in composeLabels { body.keep("com.docker.compose.\(key)", .string(value)) }
        for content in contents { body.keep("reconcile.content.\(content.target)", .string(content.digest)) }
        return body
    }

    /// Adds `reconcile.spec`, the digest of everything that the file wants. If it still fits later, the file is
    /// unchanged and a difference is the host's. It needs no key: secrets enter as keyed digests. Without the key of
    /// one of them there is no such label.
    ///
    /// `plain`: the wanted attributes as ``StackDigests/plainReader`` reads them.
    func marking(_ labels: JSONObjectBuilder, _ plain: AttributeSet) -> JSONObjectBuilder {
        guard !plain.values.values.contains(where: AttributeSet.isUnknown) else { return labels }
        let wanted = JSON.object(plain.values.map { JSON.Member($0.key.description, .string($0.value)) })
        var marked = labels
        marked.keep("reconcile.spec", .string("v2:" + context.digests.plain(wanted.bytes(.compact))))
        return marked
    }

    /// The labels by which Compose recognises the container as its own and as up to date. It compares the exact texts
    /// (`False` has a capital).
    private var composeLabels: [(key: String, value: String)] {
        [
            ("project", project.name), ("service", service.key), ("oneoff", "False"),
            ("container-number", String(number)), ("depends_on", dependencyLabel),
            ("project.config_files", context.configFiles), ("project.working_dir", context.workingDirectory),
        ]
    }

    /// For a service that shares another's namespaces the plugin's hash covers the other container's ID, so nothing is
    /// known of it before.
    var composeHash: String? { sharesWith.isEmpty ? context.serviceHashes[service.key] : nil }

    /// Compose writes it in random order, without services of other profiles.
    private var dependencyLabel: String {
        (self["depends_on"]?.entries ?? []).filter { project.hasService($0.key) }.map { entry in
            let condition = entry.value["condition"]?.text ?? DependencyCondition.started.rawValue
            return "\(entry.key):\(condition):\(entry.value["restart"]?.isTrue ?? false)"
        }
        .sortedByBytes().joined(separator: ",")
    }
}
