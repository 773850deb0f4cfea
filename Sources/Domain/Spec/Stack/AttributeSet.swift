/// The comparable attributes of one object, each as canonical text. What may hold a secret stands as a keyed digest
/// (`hmac-sha256:<hex>`), on all sides with the same key, so that comparing needs no secret.
///
/// The same reader makes it from a create body (what is wanted), an image's configuration (its defaults) and an inspect
/// answer (what is). A key that is absent means: silent.
package struct AttributeSet: Sendable, Hashable {
    package private(set) var values: [AttributeKey: String]

    package static let empty = AttributeSet([:])

    package init(_ values: [AttributeKey: String]) { self.values = values }

    package subscript(key: AttributeKey) -> String? {
        get { values[key] }
        set { values[key] = newValue }
    }

    package subscript(family: AttributeFamily) -> String? {
        get { values[AttributeKey(family)] }
        set { values[AttributeKey(family)] = newValue }
    }

    package var keys: [AttributeKey] { values.keys.sorted() }

    /// The members of a family that are there, sorted.
    package func members(of family: AttributeFamily) -> [String] {
        values.keys.filter { $0.family == family }.compactMap(\.member).sortedByBytes()
    }

    package static let sealedPrefix = "hmac-sha256:"

    /// Whether a value is a keyed digest.
    package static func isSealed(_ value: String) -> Bool { value.utf8.starts(with: sealedPrefix.utf8) }
}
