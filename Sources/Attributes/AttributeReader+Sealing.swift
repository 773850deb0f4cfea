import Domain

/// What may hold a secret, as keyed digests.
extension AttributeReader {
    /// The text of an empty list where it says something else than silence.
    static var emptyList: String { "[]" }

    /// The digest of a text or of what a reference stands for; `nil` for anything else.
    func sealed(_ value: JSON) -> String? {
        if let text = value.string { return seal(Array(text.utf8)) }
        switch BodyReference(value) {
        case .secret(_, let hmac, _): return hmac
        case .container(let name, let prefix): return seal(Array((prefix + name).utf8))
        case .composeHash, nil: return nil
        }
    }

    /// A text that anybody may have written: as it is where its form tells no secret, else as a digest; `nil` for silence.
    func free(_ value: JSON?, _ isPlain: (String) -> Bool = { _ in false }) -> String? {
        guard let value else { return nil }
        guard let text = value.string else { return sealed(value) }
        return text.isEmpty ? nil : isPlain(text) ? text : seal(Array(text.utf8))
    }

    /// The digest of a list, made from the digests of its elements: so a secret element needs not be known.
    func sealed(list: [JSON]) -> String { seal(Array(list.compactMap(sealed).joined(separator: "\n").utf8)) }

    /// Each member of a map as a member of a family.
    func readSealed(
        _ map: JSON?,
        as family: AttributeFamily,
        under prefix: String = "",
        into set: inout AttributeSet
    ) {
        for member in map?.members ?? [] {
            set[family, prefix + member.key] = sealed(member.value)
        }
    }
}
