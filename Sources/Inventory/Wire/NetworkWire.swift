import Attributes
import Domain

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
