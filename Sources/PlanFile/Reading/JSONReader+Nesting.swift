import Domain

extension JSONReader {
    /// What `read` makes of the value; `nil` for `null`.
    func optional<Value>(
        _ read: (JSONReader) throws(PlanFileFault) -> Value
    ) throws(PlanFileFault) -> Value? {
        value == .null ? nil : try read(self)
    }

    /// What `read` makes of each element, in their order.
    func list<Value>(
        _ read: (JSONReader) throws(PlanFileFault) -> Value
    ) throws(PlanFileFault) -> [Value] {
        try list(numbered: { (element, _) throws(PlanFileFault) in try read(element) })
    }

    /// What `read` makes of each element and its number from 1, in their order.
    func list<Value>(
        numbered read: (JSONReader, Int) throws(PlanFileFault) -> Value
    ) throws(PlanFileFault) -> [Value] {
        guard let elements = value.array else { throw .wrongType(path: path, expected: "a list") }
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            values.append(try read(JSONReader(value: element, path: "\(path)[\(index)]"), index + 1))
        }
        return values
    }

    func strings() throws(PlanFileFault) -> [String] {
        try list { (element) throws(PlanFileFault) in try element.string() }
    }

    func optionalString() throws(PlanFileFault) -> String? {
        try optional { (value) throws(PlanFileFault) in try value.string() }
    }

    /// The value as an object with exactly these keys, each once.
    func object(_ keys: [String]) throws(PlanFileFault) -> ObjectReader {
        let object = try ObjectReader(self)
        try object.demand(keys)
        return object
    }
}
