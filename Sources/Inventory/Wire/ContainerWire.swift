import Domain

/// Containers as `/containers/json` lists them.
enum ContainerWire {
    static func listed(_ object: WireObject) throws(FieldFault) -> ObservedContainer {
        ObservedContainer(
            id: try object.required("Id"),
            names: try names(object),
            imageID: try object.required("ImageID"),
            imageReference: try object.string("Image"),
            state: try state(object, "State"),
            labels: try ObservedLabels(try object.members("Labels"), of: "Labels"),
            mounts: try mounts(object),
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

    static func mounts(_ object: WireObject) throws(FieldFault) -> [ObservedContainer.Mount] {
        var mounts: [ObservedContainer.Mount] = []
        for mount in try object.objects("Mounts") {
            let type = try mount.required("Type")
            let volume = type == "volume" ? try mount.required("Name") : nil
            mounts.append(.init(type: type, volume: volume, destination: try mount.string("Destination")))
        }
        return mounts.sorted()
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
