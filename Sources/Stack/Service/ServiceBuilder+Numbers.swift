import Compose
import Domain
import JSON

// Compose takes any 64-bit number, and a plan file only those that every JSON reader keeps exact.
extension ServiceBuilder {
    mutating func refuseLargeNumbers(in body: JSON) {
        for number in Set(body.integers).filter({ $0.magnitude > JSONReader.highestInteger.magnitude }).sorted() {
            let entry = ServiceBuilder.entry(of: number, in: service)
            findings.refuse(
                entry.key,
                of: owner,
                because: "\(number) is more than a plan file can hold.",
                fix: "Write at most \(JSONReader.highestInteger), or delete it where no limit is meant.",
                at: entry.keyPosition
            )
        }
    }

    /// The innermost entry that holds the number; the given one where it was computed.
    private static func entry(of number: Int64, in entry: ComposeValue.Entry) -> ComposeValue.Entry {
        let children = entry.value.entries + entry.value.elements.flatMap(\.entries)
        let found = children.first { $0.value.number == number || holds($0.value, number) }
        return found.map { self.entry(of: number, in: $0) } ?? entry
    }

    private static func holds(_ value: ComposeValue, _ number: Int64) -> Bool {
        (value.entries.map(\.value) + value.elements).contains { $0.number == number || holds($0, number) }
    }
}

extension JSON {
    fileprivate var integers: [Int64] {
        switch self {
        case .integer(let number): [number]
        case .array(let elements): elements.flatMap(\.integers)
        case .object(let members): members.flatMap(\.value.integers)
        case .null, .bool, .string, .decimal: []
        }
    }
}
