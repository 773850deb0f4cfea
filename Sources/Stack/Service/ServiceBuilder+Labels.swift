import Attributes
import Compose
import Domain
import JSON

/// The service's labels, Compose's own and ours.
extension ServiceBuilder {
    /// With the keyed digests of what lies behind binds.
    mutating func labels(contents: [(target: String, digest: String)]) -> JSONObjectBuilder {
        var body = sealedMap(self["labels"], "label", as: .label)
        for (key, value) in composeLabels { body.keep("com.docker.compose.\(key)", .string(value)) }
        if let configHash { body.keep("com.docker.compose.config-hash", configHash) }
        for content in contents { body.keep("reconcile.content.\(content.target)", .string(content.digest)) }
        return body
    }

    /// Adds `reconcile.spec`, the digest of everything that the file wants. If it still fits later, the file is
    /// unchanged and a difference is the host's.
    func marking(_ labels: JSONObjectBuilder, _ attributes: AttributeSet) -> JSONObjectBuilder {
        let wanted = JSON.object(attributes.values.map { JSON.Member($0.key.description, .string($0.value)) })
        var marked = labels
        marked.keep("reconcile.spec", .string("v1:" + context.seal(wanted.bytes(.compact))))
        return marked
    }

    /// The labels by which Compose recognises the container as its own and as up to date. It compares the exact texts
    /// (`False` has a capital).
    private var composeLabels: [(key: String, value: String)] {
        let always = [
            ("project", project.name), ("service", service.key), ("oneoff", "False"),
            ("container-number", String(number)), ("depends_on", dependencyLabel),
            ("project.config_files", context.configFiles), ("project.working_dir", context.workingDirectory),
        ]
        return always + (context.composeVersion.map { [("version", $0)] } ?? [])
    }

    /// Only where the Compose plugin is installed. For a service that shares another's namespaces the hash covers the
    /// other container's ID, so it is computed at the call.
    private var configHash: JSON? {
        context.serviceHashes[service.key].map { hash in
            sharesWith.isEmpty ? .string(hash) : BodyReference.composeHash(service: service.key).json
        }
    }

    /// Compose writes it in random order, without services of other profiles.
    private var dependencyLabel: String {
        (self["depends_on"]?.entries ?? []).filter { project.hasService($0.key) }.map { entry in
            let condition = entry.value["condition"]?.text ?? DependencyCondition.started.rawValue
            return "\(entry.key):\(condition):\(entry.value["restart"]?.isTrue ?? false)"
        }
        .sortedByBytes().joined(separator: ",")
    }
}
