import Domain

extension SSOTLint {
    /// `18.0-*` does not fit the plain tag `18.0`, which is what people pull; one entry for it is easily forgotten.
    static func checkTagGlobs(_ document: SSOTDocument, _ faults: Faults) {
        let images = document.allowed.images
        for (image, position) in zip(images, document.imageTagPositions) {
            guard let plain = plainTag(of: image.tag) else { continue }
            let isCovered = images.contains {
                $0.repository.hasSameBytes(as: image.repository) && $0.tag.matches(plain)
            }
            guard !isCovered else { continue }
            let shown = Legibility.printable(image.repository + ":" + plain)
            faults.warning(
                .ssotTagGlobMissesPlainTag,
                "The tag pattern `\(Legibility.printable(image.tag.pattern))` does not fit the plain `\(shown)`.",
                fix: "Write `\(Legibility.printable(plain))*` if the plain tag is meant too, or add an entry for it.",
                at: position
            )
        }
    }

    /// What stands before a final `-*`, `.*` or `_*`; `nil` for every other pattern.
    private static func plainTag(of tag: Glob) -> String? {
        let bytes = Array(tag.pattern.utf8)
        guard bytes.count > 2, bytes.last == UInt8(ascii: "*") else { return nil }
        guard "-._".utf8.contains(bytes[bytes.count - 2]) else { return nil }
        let plain = String(decoding: bytes.dropLast(2), as: UTF8.self)
        return Glob(plain).isLiteral ? plain : nil
    }
}
