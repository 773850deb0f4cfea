import Attributes
import Domain

/// Containers as `/containers/{id}/json` tells them, in the shape of the list and with what only inspect knows.
struct ContainerInspectWire {
    let digestKey: DigestKey

    func container(_ object: WireObject) throws(FieldFault) -> WireContainer {
        let mounts = try MountsWire(object, request: try object.object("HostConfig"))
        let process = try object.object("State").integer("Pid").flatMap { $0 > 0 ? $0 : nil }
        return WireContainer(container: try container(object, mounts), binds: mounts.binds, process: process)
    }

    private func container(_ object: WireObject, _ mounts: MountsWire) throws(FieldFault) -> ObservedContainer {
        let configuration = try object.object("Config")
        let host = try object.object("HostConfig")
        guard let name = ContainerWire.ownName(try object.required("Name")) else { throw object.fault("Name") }
        return ObservedContainer(
            id: try object.required("Id"),
            names: [name],
            imageID: try object.required("Image"),
            imageReference: try configuration.string("Image"),
            state: try ContainerWire.state(try object.object("State"), "Status"),
            labels: try ObservedLabels(try configuration.members("Labels"), of: "Config.Labels"),
            mounts: mounts.mounts,
            imageMounts: mounts.images,
            networks: try ContainerWire.networks(object),
            networkMode: try host.string("NetworkMode"),
            detail: try detail(object, configuration, host)
        )
    }

    private func detail(
        _ object: WireObject,
        _ configuration: WireObject,
        _ host: WireObject
    ) throws(FieldFault) -> ObservedContainer.Detail {
        let state = try object.object("State")
        return ObservedContainer.Detail(
            autoRemove: try host.flag("AutoRemove"),
            stopTimeout: try configuration.integer("StopTimeout"),
            namespaceOwners: try namespaceOwners(host),
            volumesFrom: try host.strings("VolumesFrom").map(ContainerInspectWire.source).sortedByBytes(),
            configurationDigest: digestKey.digest(of: try ConfigurationJSON.container(object)),
            attributes: digestKey.attributeReader.container(inspect: object.json),
            exitCode: try state.integer("ExitCode") ?? 0,
            health: try health(state)
        )
    }

    /// Engines write no health, an empty one or `none` where there is no check.
    private func health(_ state: WireObject) throws(FieldFault) -> String? {
        guard state.json["Health"] != nil else { return nil }
        let status = try state.object("Health").string("Status")
        return status.isEmpty || status == "none" ? nil : status
    }

    private func namespaceOwners(_ host: WireObject) throws(FieldFault) -> [String] {
        var owners = Set(try host.strings("Links").compactMap(ContainerInspectWire.linked))
        for key in ["NetworkMode", "PidMode", "IpcMode", "Cgroup"] {
            if let owner = NamespaceMode(try host.string(key)).owner { owners.insert(owner) }
        }
        return owners.sortedByBytes()
    }

    /// The container in an entry of `VolumesFrom`, `NAME` or `NAME:ro`.
    private static func source(_ text: String) -> String {
        let bare = NamespaceMode(text).owner ?? text
        return bare.utf8.split(separator: UInt8(ascii: ":")).first.map { String(Substring($0)) } ?? bare
    }

    /// The name in a link of the default bridge, `/NAME:/OWN NAME/ALIAS`. Such a container cannot start again without
    /// the one that it is linked to.
    private static func linked(_ link: String) -> String? {
        link.utf8.split(separator: UInt8(ascii: ":")).first.flatMap { ContainerWire.ownName(String(Substring($0))) }
    }
}
