/// A 32-byte key of this host. It cannot be printed, dumped or interpolated.
package struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let length = 32

    /// The key itself; for HMAC and AES only.
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == SecretKey.length else { return nil }
        self.bytes = bytes
    }

    package var description: String { "(secret key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
