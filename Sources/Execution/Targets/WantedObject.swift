internal import Classification
internal import Domain

/// Something that a step would make, judged by the direct rules before it exists: protected means hands off, also where
/// nothing bears the name yet.
struct WantedObject {
    private let step: Step

    init(_ step: Step) { self.step = step }

    /// The rule that keeps the name; `nil` for a step that makes nothing, and where no rule does.
    func rule(_ protection: DirectProtection) -> DecidingRule? {
        switch step {
        case .pullImage(let reference, _): protection.rule(forReference: reference)
        case .createNetwork(let name, let body): protection.rule(for: network(name, body))
        case .createVolume(let name, let body): protection.rule(for: volume(name, body))
        case .createContainer(let name, let reference, _, _, let body):
            protection.rule(for: container(name, reference, body)) ?? protection.rule(forReference: reference)
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork,
            .startContainer, .unpauseContainer, .updateContainer, .renameContainer, .connectNetwork, .disconnectNetwork,
            .waitContainer:
            nil
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
