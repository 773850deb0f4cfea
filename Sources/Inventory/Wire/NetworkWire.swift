import Attributes
import Domain

/// Networks as `/networks` lists and `/networks/{id}` inspects them, in one shape.
struct NetworkWire {
    let digestKey: DigestKey

    func network(_ object: WireObject) throws(FieldFault) -> ObservedNetwork {
        ObservedNetwork(
            id: try object.required("Id"),
            name: try object.required("Name"),
            driver: try object.required("Driver"),
            scope: try object.string("Scope"),
            isIngress: try object.flag("Ingress"),
            labels: try ObservedLabels(try object.members("Labels"), of: "Labels"),
            configurationDigest: digestKey.digest(of: ConfigurationJSON.network(object)),
            attributes: digestKey.attributeReader.network(inspect: object.json)
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (json["Name"]?.string, json["Id"]?.string) }
}
