import Domain

/// A mandatory field of an answer that is missing, or any field of the wrong type. It names the field, never its value.
struct FieldFault: Error {
    let field: String
}

/// An object of the Engine's answers. Absent and `null` are the same, as Go writes them; another type is a fault.
struct WireObject {
    let json: JSON
    /// What the field is called in a fault, `HostConfig.`; empty at the top.
    private let prefix: String

    init(_ json: JSON, prefix: String = "", field: String = "") throws(FieldFault) {
        guard json.members != nil else { throw FieldFault(field: field) }
        self.json = json
        self.prefix = prefix
    }

    /// A string that must be there and must not be empty.
    func required(_ key: String) throws(FieldFault) -> String {
        guard let value = json[key]?.string, !value.isEmpty else { throw fault(key) }
        return value
    }

    /// A string; empty where there is none.
    func string(_ key: String) throws(FieldFault) -> String {
        guard let value = json[key] else { return "" }
        guard let text = value.string else { throw fault(key) }
        return text
    }

    func flag(_ key: String) throws(FieldFault) -> Bool {
        guard let value = json[key] else { return false }
        guard let flag = value.bool else { throw fault(key) }
        return flag
    }

    func integer(_ key: String) throws(FieldFault) -> Int? {
        guard let value = json[key] else { return nil }
        guard let integer = value.integer else { throw fault(key) }
        return Int(integer)
    }

    func strings(_ key: String) throws(FieldFault) -> [String] {
        var result: [String] = []
        for element in try array(key) {
            guard let text = element.string else { throw fault(key) }
            result.append(text)
        }
        return result
    }

    func array(_ key: String) throws(FieldFault) -> [JSON] {
        guard let value = json[key] else { return [] }
        guard let elements = value.array else { throw fault(key) }
        return elements
    }

    /// The objects of an array.
    func objects(_ key: String) throws(FieldFault) -> [WireObject] {
        var result: [WireObject] = []
        for element in try array(key) {
            result.append(try WireObject(element, prefix: "\(prefix)\(key).", field: name(key)))
        }
        return result
    }

    /// The members of an object; none where it is absent.
    func members(_ key: String) throws(FieldFault) -> [JSON.Member] {
        guard let value = json[key] else { return [] }
        guard let members = value.members else { throw fault(key) }
        return members
    }

    /// An object that must be there.
    func object(_ key: String) throws(FieldFault) -> WireObject {
        guard let value = json[key] else { throw fault(key) }
        return try WireObject(value, prefix: "\(prefix)\(key).", field: name(key))
    }

    func fault(_ key: String) -> FieldFault { FieldFault(field: name(key)) }

    private func name(_ key: String) -> String { prefix + key }
}
