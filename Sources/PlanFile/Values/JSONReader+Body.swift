import Domain
import JSON

extension JSONReader {
    /// The name goes into the path of the host's state: only what an SSOT's root key could say.
    func environmentName() throws(JSONShapeFault) -> String {
        let text = try name()
        let isValid =
            text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-")
            }
        guard isValid else { throw wrongType("a name of [a-z0-9_-]") }
        return text
    }

    /// What a call sends: an object of the Engine's, whose keys are not ours to know. In it every key stands once and
    /// every number is one that all readers keep exact.
    func body() throws(JSONShapeFault) -> JSON {
        guard value.members != nil else { throw wrongType("an object") }
        try checkInside()
        return value
    }

    private func checkInside() throws(JSONShapeFault) {
        switch value {
        case .null, .bool, .string: return
        case .integer, .decimal: _ = try integer(from: JSONReader.lowestInteger)
        case .array: _ = try list { (element) throws(JSONShapeFault) in try element.checkInside() }
        case .object:
            let object = try ObjectReader(self)
            try object.refuseDuplicates()
            for member in object.values { try member.checkInside() }
        }
    }
}
