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
