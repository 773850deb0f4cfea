import Domain

/// A value of a plan file and the path to it. Every reading either gives the asked type or throws with that path.
struct JSONReader {
    let value: JSON
    /// `plan.actions[3].steps[0].op`; empty for the whole file.
    let path: String

    func string() throws(PlanFileFault) -> String {
        guard let text = value.string else { throw .wrongType(path: path, expected: "a string") }
        return text
    }

    /// A string that names something: an empty one would be nothing, or everything, in a call.
    func name() throws(PlanFileFault) -> String {
        guard let text = value.string, !text.isEmpty else {
            throw .wrongType(path: path, expected: "a non-empty string")
        }
        return text
    }

    /// The name goes into the path of the host's state: only what an SSOT's root key could say.
    func environmentName() throws(PlanFileFault) -> String {
        let text = try name()
        let isValid =
            text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-")
            }
        guard isValid else { throw .wrongType(path: path, expected: "a name of [a-z0-9_-]") }
        return text
    }

    func bool() throws(PlanFileFault) -> Bool {
        guard let flag = value.bool else { throw .wrongType(path: path, expected: "true or false") }
        return flag
    }

    /// An integer that other JSON readers keep exact as well (below 2^53, RFC 7493).
    func integer(from minimum: Int64 = 0) throws(PlanFileFault) -> Int {
        guard let number = value.integer, (minimum...9_007_199_254_740_991).contains(number) else {
            throw .wrongType(path: path, expected: "an integer from \(minimum), without fraction or exponent")
        }
        return Int(number)
    }

    func timestamp() throws(PlanFileFault) -> Timestamp {
        guard let text = value.string, let moment = Timestamp(parsing: text), moment.description.hasSameBytes(as: text)
        else { throw .wrongType(path: path, expected: "a time like 2026-11-23T12:47:46Z") }
        return moment
    }

    func address() throws(PlanFileFault) -> Address {
        guard let text = value.string, let address = Address(parsing: text) else {
            throw .wrongType(path: path, expected: "an address like volume/NAME")
        }
        return address
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>() throws(PlanFileFault) -> Word where Word.RawValue == String {
        guard let text = value.string, let word = Word(rawValue: text) else {
            throw .unknownWord(path: path, allowed: Word.allCases.map(\.rawValue))
        }
        return word
    }
}
