import Domain

/// Images as `/images/json` lists and `/images/{ref}/json` inspects them.
enum ImageWire {
    static func listed(_ object: WireObject) throws(FieldFault) -> ObservedImage {
        let labels = try ObservedLabels(try object.members("Labels"), of: "Labels")
        return try image(object, parent: "ParentId", labels: labels)
    }

    static func inspected(_ object: WireObject) throws(FieldFault) -> ObservedImage {
        let members = object.json["Config"] == nil ? [] : try object.object("Config").members("Labels")
        return try image(object, parent: "Parent", labels: try ObservedLabels(members, of: "Config.Labels"))
    }

    static func identity(_ json: JSON) -> (name: String?, id: String?) { (nil, json["Id"]?.string) }

    private static func image(
        _ object: WireObject,
        parent: String,
        labels: ObservedLabels
    ) throws(FieldFault) -> ObservedImage {
        ObservedImage(
            id: try object.required("Id"),
            tags: try references(object, "RepoTags", none: "<none>:<none>"),
            digests: try references(object, "RepoDigests", none: "<none>@<none>"),
            parentID: try object.string(parent),
            labels: labels
        )
    }

    private static func references(_ object: WireObject, _ key: String, none: String) throws(FieldFault) -> [String] {
        try object.strings(key).filter { $0 != none }.sortedByBytes()
    }
}
