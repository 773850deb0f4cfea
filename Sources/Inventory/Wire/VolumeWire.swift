import Attributes
import Domain

/// Volumes as `/volumes` lists and `/volumes/{name}` inspects them, in one shape.
struct VolumeWire {
    let digestKey: DigestKey
    /// Reads a mountpoint on this machine; `nil` where the Engine's files are not ours to read.
    let facts: @Sendable (_ mountpoint: String) -> MountpointFacts?

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
        // A `local` volume with options may be an NFS or SMB mount, and reading one whose server is gone never returns.
        let isPlain = driver == "local" && optionNames.isEmpty
        let found = isPlain ? facts(try object.string("Mountpoint")) : nil
        let changes = [Timestamp(parsing: try object.string("CreatedAt")), found?.changed].compactMap(\.self)
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
            mountpointIdentity: found?.identity,
            attributes: digestKey.attributeReader.volume(inspect: object.json),
            lastChanged: changes.max()
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (json["Name"]?.string, json["Name"]?.string) }
}

/// Networks as `/networks` lists and `/networks/{id}` inspects them, in one shape.
struct NetworkWire {
    let digestKey: DigestKey

    func network(_ object: WireObject) throws(FieldFault) -> ObservedNetwork {
        let options = try object.members("Options")
        return ObservedNetwork(
            id: try object.required("Id"),
            name: try object.required("Name"),
            driver: try object.required("Driver"),
            scope: try object.string("Scope"),
            isIngress: try object.flag("Ingress"),
            labels: try ObservedLabels(try object.members("Labels"), of: "Labels"),
            configurationDigest: digestKey.digest(of: ConfigurationJSON.network(object)),
            attributes: digestKey.attributeReader.network(inspect: object.json),
            configFrom: try configFrom(object),
            parent: NetworkWire.interface("parent", options),
            bridge: NetworkWire.interface("com.docker.network.bridge.name", options)
        )
    }

    private func configFrom(_ object: WireObject) throws(FieldFault) -> String? {
        guard object.json["ConfigFrom"] != nil else { return nil }
        let name = try object.object("ConfigFrom").string("Network")
        return name.isEmpty ? nil : name
    }

    /// The name of an interface, which Linux keeps short; whatever else stands in an option is not kept.
    private static func interface(_ key: String, _ options: [JSON.Member]) -> String? {
        let value = options.first { $0.key.hasSameBytes(as: key) }?.value.string
        return value.flatMap { (1...15).contains($0.utf8.count) ? $0 : nil }
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (json["Name"]?.string, json["Id"]?.string) }
}
