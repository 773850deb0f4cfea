import Compose
import Domain

/// What planning asks beside the body.
extension ServiceBuilder {
    var isBuilt: Bool { self["build"].map { !$0.isNull } ?? false }

    /// The image reference; for a `build:` without `image:` the name that Compose gives, `<project>-<service>`.
    var image: String {
        let own = self["image"]?.text ?? ""
        return own.isEmpty ? "\(project.name)-\(service.key)" : own
    }

    /// `daily` and the other timed policies count as `missing`: a plan pulls an image that is absent, and never updates
    /// a tag because time has passed.
    var pull: DesiredContainer.Pull {
        switch self["pull_policy"]?.text {
        case "always": .always
        case "never", "build": .never
        case .some, .none: .missing
        }
    }

    var stopGraceSeconds: Int? { self["stop_grace_period"]?.nanoseconds.map { Int($0 / 1_000_000_000) } }

    var hasHealthcheck: Bool {
        guard let check = self["healthcheck"] else { return true }
        return !(check["disable"]?.isTrue ?? false) && check["test"]?.texts.first != "NONE"
    }

    var isJob: Bool {
        restartPolicy.name == "on-failure"
            || project.services.contains { other in
                other.value["depends_on"]?[service.key]?["condition"]?.text == DependencyCondition.completed.rawValue
            }
    }

    /// Every container of every service that this one waits for.
    var dependencies: [DesiredContainer.Dependency] {
        (self["depends_on"]?.entries ?? []).flatMap { entry in
            project.containers(of: entry.key).map { container in
                DesiredContainer.Dependency(
                    container: container,
                    condition: entry.value["condition"]?.text.flatMap(DependencyCondition.init) ?? .started,
                    isRequired: entry.value["required"]?.isTrue ?? true,
                    restarts: entry.value["restart"]?.isTrue ?? false
                )
            }
        }
    }

    /// The stack's containers whose namespaces or volumes this one uses, sorted.
    var sharesWith: [String] {
        let modes = ["network_mode", "ipc", "pid"].compactMap { self[$0]?.text }
        let sources = (self["volumes_from"]?.texts ?? []).map { ServiceBuilder.volumeSource($0) }
        let names = (modes + sources).compactMap { mode -> String? in
            if let other = mode.text(after: "service:") { return project.containers(of: other).first }
            return mode.text(after: "container:").flatMap { project.service(ofContainer: $0) == nil ? nil : $0 }
        }
        return Set(names).sortedByBytes()
    }
}
