import Domain
import JSON

extension JSONReader {
    /// The environment's name becomes part of the state folder's path, so only the characters of an SSOT's root key are
    /// allowed.
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

    /// The body of a call. Its keys are the Engine's and not checked here, but no key may stand twice and every number
    /// must be one that all JSON readers keep exact.
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
