import Attributes
import Domain

/// Containers as `/containers/json` lists them.
enum ContainerWire {
    static func listed(_ object: WireObject) throws(FieldFault) -> WireContainer {
        let mounts = try MountsWire(object)
        return WireContainer(
            container: try container(object, mounts),
            binds: mounts.binds,
            process: nil
        )
    }

    private static func container(_ object: WireObject, _ mounts: MountsWire) throws(FieldFault) -> ObservedContainer {
        ObservedContainer(
            id: try object.required("Id"),
            names: try names(object),
            imageID: try object.required("ImageID"),
            imageReference: try object.string("Image"),
            state: try state(object, "State"),
            labels: try ObservedLabels(try object.members("Labels"), of: "Labels"),
            mounts: mounts.mounts,
            imageMounts: mounts.images,
            networks: try networks(object),
            networkMode: try networkMode(object),
            detail: nil
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) {
        let name = json["Names"]?.array?.compactMap(\.string).compactMap(ownName).first ?? nil
        return (name, json["Id"]?.string)
    }

    /// A name with a further slash is the alias that another container's link gave.
    static func ownName(_ listed: String) -> String? {
        let name = listed.hasBytePrefix("/") ? String(listed.dropFirstByte()) : listed
        return name.isEmpty || name.utf8.contains(UInt8(ascii: "/")) ? nil : name
    }

    static func state(_ object: WireObject, _ key: String) throws(FieldFault) -> ContainerState {
        guard let state = ContainerState(rawValue: try object.required(key)) else { throw object.fault(key) }
        return state
    }

    static func networks(_ object: WireObject) throws(FieldFault) -> [ObservedContainer.Attachment] {
        guard object.json["NetworkSettings"] != nil else { return [] }
        var attachments: [ObservedContainer.Attachment] = []
        for member in try object.object("NetworkSettings").members("Networks") {
            let id = member.value == .null ? "" : try WireObject(member.value, field: "Networks").string("NetworkID")
            attachments.append(.init(name: member.key, networkID: id))
        }
        return attachments.sorted()
    }

    private static func names(_ object: WireObject) throws(FieldFault) -> [String] {
        let names = try object.strings("Names").compactMap(ownName).sortedByBytes()
        guard !names.isEmpty else { throw object.fault("Names") }
        return names
    }

    private static func networkMode(_ object: WireObject) throws(FieldFault) -> String {
        guard object.json["HostConfig"] != nil else { return "" }
        return try object.object("HostConfig").string("NetworkMode")
    }
}

extension String {
    fileprivate func dropFirstByte() -> Substring { self[utf8.index(after: utf8.startIndex)...] }
}

/// Containers of `GET /containers/{id}/json`, in the form of the list and with the details that only inspect reports.
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
