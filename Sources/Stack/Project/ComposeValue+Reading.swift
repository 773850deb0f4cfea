internal import Compose
internal import Domain

extension ComposeValue {
    /// A scalar as text; `nil` for nothing, for lists and for mappings.
    var text: String? {
        switch kind {
        case .string(let text), .decimal(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .sequence, .mapping: nil
        }
    }

    /// A whole number, also one that stands as text, as sizes do; `nil` for everything else.
    var number: Int64? {
        guard case .integer(let number) = kind else { return string.flatMap { Int64($0) } }
        return number
    }

    var isTrue: Bool { text == "true" }

    /// The scalars of a list; a scalar alone is a list of one.
    var texts: [String] { text.map { [$0] } ?? elements.compactMap(\.text) }

    /// The scalars of a mapping as text.
    var pairs: [(key: String, text: String)] {
        entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }
    }

    /// The entry of that name, with the place of its key.
    func entry(_ key: String) -> Entry? { entries.first { $0.key.hasSameBytes(as: key) } }

    /// Comes from a variable or an env file, at least in part.
    var isGiven: Bool { !origins.isEmpty }
}
