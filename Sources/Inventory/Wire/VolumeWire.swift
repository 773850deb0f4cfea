import Attributes
import Domain

/// Volumes as `/volumes` lists and `/volumes/{name}` inspects them, in one shape.
struct VolumeWire {
    let digestKey: DigestKey
    /// Looks at a mountpoint on this machine; `nil` where the Engine's files are not ours to read.
    let look: @Sendable (_ mountpoint: String) -> MountpointLook?

    /// With where it lies.
    func placed(_ object: WireObject) throws(FieldFault) -> PlacedVolume {
        PlacedVolume(
            volume: try volume(object),
            mountpoint: try object.string("Mountpoint"),
            sources: try object.members("Options").flatMap(VolumeWire.sources)
        )
    }

    /// A device elsewhere, such as an export of NFS, is no place of this host.
    private static func sources(_ option: JSON.Member) -> [String] {
        let text = option.value.string ?? ""
        if option.key.hasSameBytes(as: "device") { return text.hasBytePrefix("/") ? [text] : [] }
        guard option.key.hasSameBytes(as: "o") else { return [] }
        let values = text.split(separator: ",").compactMap { $0.split(separator: "=", maxSplits: 1).dropFirst().first }
        return values.flatMap { $0.split(separator: ":") }.map(String.init).filter { $0.hasBytePrefix("/") }
    }

    func volume(_ object: WireObject) throws(FieldFault) -> ObservedVolume {
        let name = try object.required("Name")
        let driver = try object.required("Driver")
        let optionNames = try object.members("Options").map(\.key).sortedByBytes()
        // A volume with options may be a network mount, and a look at a dead one does not come back.
        let isPlain = driver == "local" && optionNames.isEmpty
        let look = isPlain ? look(try object.string("Mountpoint")) : nil
        let changes = [Timestamp(parsing: try object.string("CreatedAt")), look?.changed].compactMap(\.self)
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
            mountpointIdentity: look?.identity,
            attributes: digestKey.attributeReader.volume(inspect: object.json),
            lastChanged: changes.max()
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (json["Name"]?.string, json["Name"]?.string) }
}
