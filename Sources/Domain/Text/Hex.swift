extension UInt8 {
    /// A digit of what Docker, git and we write: IDs, digests, object names.
    package var isLowercaseHexDigit: Bool { (48...57).contains(self) || (97...102).contains(self) }
}

extension Sequence<UInt8> {
    package var isLowercaseHex: Bool { allSatisfy(\.isLowercaseHexDigit) }
}
