/// Why sealed bytes could not be opened.
package enum SealFault: Error, Sendable, Equatable {
    /// The bytes do not begin as a seal of this version does.
    case notSealed
    /// They were sealed with another key; key IDs in hexadecimal.
    case otherKey(sealedWith: String, have: String)
    /// They were changed, or sealed for another context.
    case tampered
    /// The cryptographic library refused to seal.
    case failed

    package var summary: String {
        switch self {
        case .notSealed: "this is no sealed backup of a known version"
        case .otherKey(let sealed, let have): "it was sealed with key \(sealed); this host has key \(have)"
        case .tampered: "the sealed bytes were changed, or belong to another object"
        case .failed: "the bytes could not be sealed"
        }
    }
}
