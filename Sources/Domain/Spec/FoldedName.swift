/// A name made ready for generous matching: ASCII letters small, and `-`, `_`, `.` all `-`.
///
/// Nothing else is folded: folding other scripts could make two different names equal.
package struct FoldedName: Sendable, Hashable {
    package var bytes: [UInt8]

    package init(_ text: String) {
        bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "_"), UInt8(ascii: "."): UInt8(ascii: "-")
            default: byte
            }
        }
    }
}
