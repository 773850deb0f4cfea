internal import Domain

// What the stack wants as the host would show it, for the rules that judge names and labels.

extension ObservedLabels {
    fileprivate init(wanted body: JSON) {
        func label(_ key: String) -> String? { body["Labels"]?[key]?.string }
        self.init(
            composeProject: label("com.docker.compose.project"),
            composeService: label("com.docker.compose.service"),
            protect: label("reconcile.protect") == "true"
        )
    }
}

extension ObservedContainer {
    init(_ wanted: DesiredContainer) {
        self.init(
            id: "",
            names: [wanted.name],
            imageID: "",
            imageReference: wanted.image,
            state: .created,
            labels: ObservedLabels(wanted: wanted.body),
            mounts: [],
            networks: [],
            networkMode: "",
            detail: nil
        )
    }
}

extension ObservedNetwork {
    init(_ wanted: DesiredNetwork) {
        self.init(
            id: "",
            name: wanted.name,
            driver: wanted.body["Driver"]?.string ?? "",
            scope: "local",
            isIngress: false,
            labels: ObservedLabels(wanted: wanted.body),
            configurationDigest: ""
        )
    }
}

extension ObservedVolume {
    init(_ wanted: DesiredVolume) {
        self.init(
            name: wanted.name,
            driver: wanted.body["Driver"]?.string ?? "",
            optionNames: [],
            labels: ObservedLabels(wanted: wanted.body),
            configurationDigest: "",
            mountpointIdentity: nil
        )
    }
}
