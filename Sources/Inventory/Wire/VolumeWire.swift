import Attributes
import Domain

/// Volumes as `/volumes` lists and `/volumes/{name}` inspects them, in one shape.
struct VolumeWire {
    let digestKey: DigestKey
    /// Gives the identity of a mountpoint on this machine; `nil` where the Engine's files are not ours to read.
    let identity: @Sendable (_ mountpoint: String) -> String?

    func volume(_ object: WireObject) throws(FieldFault) -> ObservedVolume {
        let name = try object.required("Name")
        let driver = try object.required("Driver")
        let optionNames = try object.members("Options").map(\.key).sortedByBytes()
        let mountpoint = try object.string("Mountpoint")
        return ObservedVolume(
            name: name,
            driver: driver,
            optionNames: optionNames,
            labels: try ObservedLabels(
                try object.members("Labels"),
                of: "Labels",
                isAnonymousVolume: ObservedVolume.looksAnonymous(name)
            ),
            configurationDigest: digestKey.digest(of: ConfigurationJSON.volume(object)),
            // A volume with options may be a network mount, and a look at a dead one does not come back.
            mountpointIdentity: driver == "local" && optionNames.isEmpty ? identity(mountpoint) : nil,
            attributes: digestKey.attributeReader.volume(inspect: object.json)
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (json["Name"]?.string, json["Name"]?.string) }
}
