import Attributes
import Domain

/// Images as `/images/json` lists and `/images/{ref}/json` inspects them.
struct ImageWire {
    let digestKey: DigestKey

    static func listed(_ object: WireObject) throws(FieldFault) -> ObservedImage {
        let labels = try ObservedLabels(try object.members("Labels"), of: "Labels")
        return try image(object, parent: "ParentId", labels: labels)
    }

    /// With what the image gives a container that is silent.
    func inspected(_ object: WireObject) throws(FieldFault) -> ObservedImage {
        let members = object.json["Config"] == nil ? [] : try object.object("Config").members("Labels")
        return try ImageWire.image(
            object,
            parent: "Parent",
            labels: try ObservedLabels(members, of: "Config.Labels"),
            lastTagged: try lastTagged(object),
            defaults: digestKey.attributeReader.image(config: object.json["Config"] ?? [:])
        )
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (nil, json["Id"]?.string) }

    private static func image(
        _ object: WireObject,
        parent: String,
        labels: ObservedLabels,
        lastTagged: Timestamp? = nil,
        defaults: AttributeSet? = nil
    ) throws(FieldFault) -> ObservedImage {
        ObservedImage(
            id: try object.required("Id"),
            tags: try references(object, "RepoTags", none: "<none>:<none>"),
            digests: try references(object, "RepoDigests", none: "<none>@<none>"),
            parentID: try object.string(parent),
            labels: labels,
            defaults: defaults,
            lastTagged: lastTagged,
            created: created(object.json["Created"]),
            size: object.json["Size"]?.integer.flatMap { Int(exactly: $0) }
        )
    }

    /// Lists have seconds, inspects a text.
    private static func created(_ value: JSON?) -> Timestamp? {
        value?.integer.map { Timestamp(secondsSince1970: $0) } ?? value?.string.flatMap { Timestamp(parsing: $0) }
    }

    /// The Engine writes the year 1 where nobody gave it a tag here.
    private func lastTagged(_ object: WireObject) throws(FieldFault) -> Timestamp? {
        guard object.json["Metadata"] != nil else { return nil }
        return Timestamp(parsing: try object.object("Metadata").string("LastTagTime"))
            .flatMap { $0.secondsSince1970 > 0 ? $0 : nil }
    }

    private static func references(_ object: WireObject, _ key: String, none: String) throws(FieldFault) -> [String] {
        try object.strings(key).filter { $0 != none }.sortedByBytes()
    }
}
