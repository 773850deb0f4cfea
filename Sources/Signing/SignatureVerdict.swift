/// What one signature is worth. Only `valid` counts; the others say what to tell people.
package enum SignatureVerdict: Sendable, Equatable {
    /// The principal is one that the signers file admits; the fingerprint tells two keys of one person apart.
    case valid(principal: String, fingerprint: String)
    /// There is no signature.
    case missing
    /// The key is nobody's whom the signers file lists.
    case stranger
    /// The signature is no SSH signature, or not one over these bytes.
    case invalid(reason: String)
    /// The signature was made for another use.
    case wrongNamespace(found: String)
    /// The key is listed, but not for this use.
    case notPermitted(principal: String)
    /// The key is listed, but not for this moment.
    case revokedOrExpired(principal: String)
}
