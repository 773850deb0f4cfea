package import Domain

/// What tells one image without a tag from another, for people.
package struct UntaggedImage: Sendable, Hashable {
    let created: Timestamp?
    let size: Int?
    /// Tags that it once had, as the ledger remembers them.
    let formerNames: [String]

    package init(_ image: ObservedImage, formerNames: [String]) {
        created = image.created
        size = image.size
        self.formerNames = formerNames
    }

    /// `created 2026-11-20, 123 MiB, once test-web:1`; empty where nothing is known.
    package var words: String {
        [
            created.map { "created \($0.description.prefix(10))" }, size.map(UntaggedImage.words),
            formerNames.isEmpty ? nil : "once \(formerNames.map(terminalName).joined(separator: ", "))",
        ].compactMap(\.self).joined(separator: ", ")
    }

    package var json: JSON {
        [
            "created": .optional(created?.description), "size": .optional(size),
            "former_names": .strings(formerNames),
        ]
    }

    private static func words(_ bytes: Int) -> String {
        let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        return units.first { bytes >= $0.1 }.map { "\((bytes + $0.1 / 2) / $0.1) \($0.0)" } ?? "\(bytes) bytes"
    }
}
