import Domain

extension JSONReader {
    func optionalName() throws(PlanFileFault) -> String? {
        try optional { (value) throws(PlanFileFault) in try value.name() }
    }

    func attribute() throws(PlanFileFault) -> AttributeKey {
        guard let text = value.string, let key = AttributeKey(parsing: text) else {
            throw .wrongType(path: path, expected: "an attribute like memory or environment.TZ")
        }
        return key
    }

    /// What a call sends: an object of the Engine's, whose keys are not ours to know. In it every key stands once and every
    /// number is one that all readers keep exact.
    func body() throws(PlanFileFault) -> JSON {
        guard value.members != nil else { throw .wrongType(path: path, expected: "an object") }
        try checkInside()
        return value
    }

    private func checkInside() throws(PlanFileFault) {
        switch value {
        case .null, .bool, .string: return
        case .integer, .decimal: _ = try integer(from: -9_007_199_254_740_991)
        case .array: _ = try list { (element) throws(PlanFileFault) in try element.checkInside() }
        case .object:
            let object = try ObjectReader(self)
            try object.refuseDuplicates()
            for member in object.values { try member.checkInside() }
        }
    }
}
