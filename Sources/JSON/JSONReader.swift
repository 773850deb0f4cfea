package import Domain

/// A value of a strict format and the path to it. Every reading gives the asked type or throws with that path.
package struct JSONReader {
    package let value: JSON
    let place: JSONPlace

    package init(_ value: JSON, path: String = "") { self.init(value, at: JSONPlace(.named(path))) }

    init(_ value: JSON, at place: JSONPlace) {
        self.value = value
        self.place = place
    }

    /// `plan.actions[3].steps[0].op`; empty for the whole document.
    package var path: String { place.description }

    /// - Throws: ``JSONShapeFault``, as every reading below.
    package func string() throws(JSONShapeFault) -> String {
        guard let text = value.string else { throw wrongType("a string") }
        return text
    }

    /// A string that names something. It must not be empty: in the path of a call an empty name could address a whole
    /// collection.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no string or an empty one.
    package func name() throws(JSONShapeFault) -> String {
        guard let text = value.string, !text.isEmpty else { throw wrongType("a non-empty string") }
        return text
    }

    /// The value as `true` or `false`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is neither.
    package func bool() throws(JSONShapeFault) -> Bool {
        guard let flag = value.bool else { throw wrongType("true or false") }
        return flag
    }

    /// The ends of the integers that every JSON reader keeps exact (RFC 7493, section 2.2).
    package static let lowestInteger: Int64 = -9_007_199_254_740_991
    package static let highestInteger: Int64 = 9_007_199_254_740_991

    /// An integer that other JSON readers keep exact as well.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no integer from `minimum` to 2^53 - 1.
    package func integer(from minimum: Int64 = 0) throws(JSONShapeFault) -> Int {
        guard let number = value.integer, (minimum...JSONReader.highestInteger).contains(number) else {
            throw wrongType("an integer from \(minimum) to \(JSONReader.highestInteger), without fraction or exponent")
        }
        return Int(number)
    }

    /// A time in the one spelling in which we write times.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no time in that spelling.
    package func timestamp() throws(JSONShapeFault) -> Timestamp {
        guard let text = value.string, let moment = Timestamp(parsing: text), moment.description.hasSameBytes(as: text)
        else { throw wrongType("a time like 2026-11-23T12:47:46Z") }
        return moment
    }

    /// An address, `volume/NAME` for example.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no address.
    package func address() throws(JSONShapeFault) -> Address {
        guard let text = value.string, let address = Address(parsing: text) else {
            throw wrongType("an address like volume/NAME")
        }
        return address
    }

    /// The name of an attribute, `memory` or `environment.TZ` for example.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no such name.
    package func attribute() throws(JSONShapeFault) -> AttributeKey {
        guard let text = value.string, let key = AttributeKey(parsing: text) else {
            throw wrongType("an attribute like memory or environment.TZ")
        }
        return key
    }

    /// A word of a closed list.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is not in the list.
    package func word<Word: RawRepresentable<String> & CaseIterable>() throws(JSONShapeFault) -> Word {
        guard let text = value.string, let word = Word(rawValue: text) else {
            throw .unknownWord(path: path, allowed: Word.allCases.map(\.rawValue))
        }
        return word
    }

    package func wrongType(_ expected: String) -> JSONShapeFault { .wrongType(path: path, expected: expected) }
}

extension JSONReader {
    /// What `read` makes of the value; `nil` for `null`.
    ///
    /// - Throws: Whatever `read` throws.
    package func optional<Value>(
        _ read: (JSONReader) throws(JSONShapeFault) -> Value
    ) throws(JSONShapeFault) -> Value? {
        value == .null ? nil : try read(self)
    }

    /// A string; `nil` for `null`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is neither.
    package func optionalString() throws(JSONShapeFault) -> String? {
        try optional { (value) throws(JSONShapeFault) in try value.string() }
    }

    /// A string that is not empty; `nil` for `null`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is neither.
    package func optionalName() throws(JSONShapeFault) -> String? {
        try optional { (value) throws(JSONShapeFault) in try value.name() }
    }

    /// A time as ``timestamp()`` reads it; `nil` for `null`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is neither.
    package func optionalTimestamp() throws(JSONShapeFault) -> Timestamp? {
        try optional { (value) throws(JSONShapeFault) in try value.timestamp() }
    }

    /// An integer as ``integer(from:)`` reads it; `nil` for `null`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is neither.
    package func optionalInteger(from minimum: Int64 = 0) throws(JSONShapeFault) -> Int? {
        try optional { (value) throws(JSONShapeFault) in try value.integer(from: minimum) }
    }

    /// What `read` makes of each element, in their order.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no list, and whatever `read` throws.
    package func list<Value>(
        _ read: (JSONReader) throws(JSONShapeFault) -> Value
    ) throws(JSONShapeFault) -> [Value] {
        try list(numbered: { (element, _) throws(JSONShapeFault) in try read(element) })
    }

    /// What `read` makes of each element and its number from 1, in their order.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no list, and whatever `read` throws.
    package func list<Value>(
        numbered read: (JSONReader, Int) throws(JSONShapeFault) -> Value
    ) throws(JSONShapeFault) -> [Value] {
        guard let elements = value.array else { throw wrongType("a list") }
        let list = JSONPlace.Container.place(place)
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            values.append(try read(JSONReader(element, at: JSONPlace(.element(index), of: list)), index + 1))
        }
        return values
    }

    /// A list of strings, in their order.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no list or an element is no string.
    package func strings() throws(JSONShapeFault) -> [String] {
        try list { (element) throws(JSONShapeFault) in try element.string() }
    }

    /// The value as an object with exactly these keys, each once; of `later` ones, which came to a format after files
    /// of it were written, any may be absent and reads as `null`.
    ///
    /// - Throws: ``JSONShapeFault`` where the value is no object, lacks a key or has another one.
    package func object(_ keys: [String], later: [String] = []) throws(JSONShapeFault) -> ObjectReader {
        let object = try ObjectReader(self)
        try object.demand(keys, later: later)
        return object
    }
}
