import Foundation

/// The same snapshot in another order.
enum Shuffle {
    /// Shuffles every list of the document: the order of a snapshot's lists has no meaning.
    static func sets(of text: String, seed: Int) throws -> String {
        var generator = Generator(state: UInt64(seed))
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try JSONSerialization.data(withJSONObject: shuffled(value, &generator), options: options)
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func shuffled(_ value: Any, _ generator: inout Generator) -> Any {
        switch value {
        case let list as [Any]:
            return list.map { shuffled($0, &generator) }.shuffled(using: &generator)
        case let members as [String: Any]:
            var result: [String: Any] = [:]
            for key in members.keys.sorted() { result[key] = members[key].map { shuffled($0, &generator) } }
            return result
        default:
            return value
        }
    }

    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
