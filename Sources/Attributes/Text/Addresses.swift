import Domain

/// Addresses in one spelling.
extension String {
    var canonicalAddress: String { IPAddress.canonical(self) }

    /// `ADDRESS/PREFIX`.
    var canonicalSubnet: String {
        guard let (address, prefix) = cut(at: "/") else { return canonicalAddress }
        return "\(address.canonicalAddress)/\(prefix)"
    }

    var canonicalMAC: String { lowercased().replacing("-", with: ":") }

    var withoutBrackets: String {
        guard utf8.first == UInt8(ascii: "["), utf8.last == UInt8(ascii: "]") else { return self }
        return String(dropFirst().dropLast())
    }
}
