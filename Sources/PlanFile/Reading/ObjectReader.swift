import Domain

/// The members of one object of a plan file.
struct ObjectReader {
    private let members: [JSON.Member]
    private let path: String

    init(_ reader: JSONReader) throws(PlanFileFault) {
        guard let members = reader.value.members else {
            throw .wrongType(path: reader.path.isEmpty ? "the file" : reader.path, expected: "an object")
        }
        self.members = members
        path = reader.path
    }

    /// The member of that name.
    subscript(key: String) -> JSONReader {
        get throws(PlanFileFault) {
            guard let member = members.first(where: { $0.key.hasSameBytes(as: key) }) else {
                throw .missingKey(path: path(of: key))
            }
            return JSONReader(value: member.value, path: path(of: key))
        }
    }

    /// Throws unless the object has exactly these keys, each once.
    func demand(_ keys: [String]) throws(PlanFileFault) {
        for (index, member) in members.enumerated() {
            guard keys.contains(where: member.key.hasSameBytes) else { throw .unknownKey(path: path(of: member.key)) }
            let isRepeated = members[..<index].contains { $0.key.hasSameBytes(as: member.key) }
            guard !isRepeated else { throw .duplicateKey(path: path(of: member.key)) }
        }
        for key in keys { _ = try self[key] }
    }

    /// Every member's value, in the order of the file.
    var values: [JSONReader] { members.map { JSONReader(value: $0.value, path: path(of: $0.key)) } }

    /// Throws where a key stands twice, whatever the keys are.
    func refuseDuplicates() throws(PlanFileFault) {
        let keys = members.map(\.key).sortedByBytes()
        for (key, next) in zip(keys, keys.dropFirst()) where key.hasSameBytes(as: next) {
            throw .duplicateKey(path: path(of: key))
        }
    }

    private func path(of key: String) -> String {
        let step = ObjectReader.isPlain(key) ? key : "(a key of \(key.utf8.count) bytes)"
        return path.isEmpty ? step : "\(path).\(step)"
    }

    /// Whether a key can stand in a message as it is: no control characters, no confusable letters, no flood.
    private static func isPlain(_ key: String) -> Bool {
        (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 95
            }
    }
}
