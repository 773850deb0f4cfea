import Classification
import Domain

/// Something that a step would make, judged by the direct rules before it exists: protected means hands off, also where
/// nothing bears the name yet.
struct WantedObject {
    private let step: Step

    init(_ step: Step) { self.step = step }

    /// The rule that keeps the name; `nil` for a step that makes nothing, and where no rule does.
    func rule(_ protection: DirectProtection) -> DecidingRule? {
        if case .createContainer(let name, let reference, _, _, let body) = step {
            return protection.rule(for: container(name, reference, body)) ?? protection.rule(forReference: reference)
        }
        guard case .creates(let kind) = step.effect else { return nil }
        let body = step.body ?? .null
        switch kind {
        case .image: return protection.rule(forReference: step.target)
        case .network: return protection.rule(for: network(step.target, body))
        case .volume: return protection.rule(for: volume(step.target, body))
        case .container: return nil
        }
    }

    private func container(_ name: String, _ reference: String, _ body: JSON) -> ObservedContainer {
        ObservedContainer(
            id: "",
            names: [name],
            imageID: "",
            imageReference: reference,
            state: .created,
            labels: ObservedLabels(wanted: body),
            mounts: [],
            networks: [],
            networkMode: "",
            detail: nil
        )
    }

    private func network(_ name: String, _ body: JSON) -> ObservedNetwork {
        ObservedNetwork(
            id: "",
            name: name,
            driver: body["Driver"]?.string ?? "",
            scope: "local",
            isIngress: false,
            labels: ObservedLabels(wanted: body),
            configurationDigest: ""
        )
    }

    private func volume(_ name: String, _ body: JSON) -> ObservedVolume {
        ObservedVolume(
            name: name,
            driver: body["Driver"]?.string ?? "",
            optionNames: [],
            labels: ObservedLabels(wanted: body),
            configurationDigest: "",
            mountpointIdentity: nil
        )
    }
}

extension ObservedLabels {
    /// What the direct rules read of the labels in a create body.
    fileprivate init(wanted body: JSON) {
        func label(_ key: String) -> String? { body["Labels"]?[key]?.string }
        self.init(
            composeProject: label("com.docker.compose.project"),
            composeService: label("com.docker.compose.service"),
            protect: label("reconcile.protect") == "true"
        )
    }
}
