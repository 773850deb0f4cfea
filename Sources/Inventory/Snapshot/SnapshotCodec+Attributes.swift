import Domain

extension SnapshotCodec {
    /// An object whose keys are attributes and whose values are their texts.
    static func json(_ set: AttributeSet) -> JSON {
        .object(set.keys.map { JSON.Member($0.description, .optional(set[$0])) })
    }

    static func attributes(_ json: JSON, at path: String) throws(SnapshotFault) -> AttributeSet {
        guard let members = json.members else { throw SnapshotFault(path: path, problem: "an object is expected") }
        var values: [AttributeKey: String] = [:]
        for member in members {
            guard let key = AttributeKey(parsing: member.key), let text = member.value.string else {
                throw SnapshotFault(path: path, problem: "an unknown attribute, or one that is no string")
            }
            guard values.updateValue(text, forKey: key) == nil else {
                throw SnapshotFault(path: path, problem: "a repeated member")
            }
        }
        return AttributeSet(values)
    }
}
