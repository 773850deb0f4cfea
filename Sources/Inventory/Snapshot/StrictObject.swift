import Domain

/// An object of a snapshot: exactly the members that the format names, each once and of its type. Those that came to the
/// format later may be absent, and read as nothing then.
struct StrictObject {
    private let json: JSON
    private let later: [String]
    let path: String

    init(_ json: JSON, at path: String, keys: [String], later: [String] = []) throws(SnapshotFault) {
        guard let members = json.members else { throw SnapshotFault(path: path, problem: "an object is expected") }
        // The keys are few, so going through them is faster than hashing every member of every object.
        var awaited = keys + later
        for member in members {
            guard let index = awaited.firstIndex(where: { $0.hasSameBytes(as: member.key) }) else {
                throw SnapshotFault(path: path, problem: "an unknown or repeated member")
            }
            awaited.remove(at: index)
        }
        if let missing = awaited.filter({ !later.contains($0) }).sortedByBytes().first {
            throw SnapshotFault(path: path.isEmpty ? missing : "\(path).\(missing)", problem: "is missing")
        }
        self.json = json
        self.later = later
        self.path = path
    }

    /// The value of a member, `null` where it is absent from the host.
    func value(_ key: String) -> JSON { json[key] ?? .null }

    func string(_ key: String) throws(SnapshotFault) -> String {
        guard let text = json[key]?.string else { throw fault(key, "a string is expected") }
        return text
    }

    func optionalString(_ key: String) throws(SnapshotFault) -> String? {
        value(key) == .null ? nil : try string(key)
    }

    func optionalInteger(_ key: String) throws(SnapshotFault) -> Int? {
        value(key) == .null ? nil : try integer(key)
    }

    func integer(_ key: String) throws(SnapshotFault) -> Int {
        guard let integer = json[key]?.integer else { throw fault(key, "an integer is expected") }
        return Int(integer)
    }

    func flag(_ key: String) throws(SnapshotFault) -> Bool {
        if json[key] == nil, later.contains(key) { return false }
        guard let flag = json[key]?.bool else { throw fault(key, "true or false is expected") }
        return flag
    }

    func timestamp(_ key: String) throws(SnapshotFault) -> Timestamp {
        guard let time = Timestamp(parsing: try string(key)) else { throw fault(key, "a time is expected") }
        return time
    }

    func optionalTimestamp(_ key: String) throws(SnapshotFault) -> Timestamp? {
        value(key) == .null ? nil : try timestamp(key)
    }

    func address(_ key: String) throws(SnapshotFault) -> Address {
        guard let address = Address(parsing: try string(key)) else { throw fault(key, "an address is expected") }
        return address
    }

    /// A word of a closed list.
    func word<Value: RawRepresentable<String>>(_ key: String) throws(SnapshotFault) -> Value {
        guard let word = Value(rawValue: try string(key)) else { throw fault(key, "an unknown word") }
        return word
    }

    /// The strings of an array, in the order of every list that we write.
    func strings(_ key: String) throws(SnapshotFault) -> [String] {
        var result: [String] = []
        for (index, element) in try array(key).enumerated() {
            guard let text = element.string else { throw fault("\(key)[\(index)]", "a string is expected") }
            result.append(text)
        }
        return result.sortedByBytes()
    }

    /// The elements of an array, each read at its own path.
    func list<Value>(
        _ key: String,
        _ read: (JSON, String) throws(SnapshotFault) -> Value
    ) throws(SnapshotFault) -> [Value] {
        var result: [Value] = []
        for (index, element) in try array(key).enumerated() {
            result.append(try read(element, "\(name(key))[\(index)]"))
        }
        return result
    }

    /// An object whose keys are names from the host and whose values are times.
    func times(_ key: String) throws(SnapshotFault) -> [String: Timestamp] {
        guard let members = json[key]?.members else { throw fault(key, "an object is expected") }
        var result: [String: Timestamp] = [:]
        for member in members {
            guard let text = member.value.string, let time = Timestamp(parsing: text) else {
                throw fault(key, "a time is expected")
            }
            guard result.updateValue(time, forKey: member.key) == nil else { throw fault(key, "a repeated member") }
        }
        return result
    }

    func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func fault(_ key: String, _ problem: String) -> SnapshotFault { SnapshotFault(path: name(key), problem: problem) }

    private func array(_ key: String) throws(SnapshotFault) -> [JSON] {
        if json[key] == nil, later.contains(key) { return [] }
        guard let elements = json[key]?.array else { throw fault(key, "a list is expected") }
        return elements
    }
}
