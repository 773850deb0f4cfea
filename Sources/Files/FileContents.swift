/// One file as it was read: its bytes and what decides who else may read it.
package struct FileContents: Sendable, Equatable {
    package let bytes: [UInt8]
    /// The permission bits, `0o600` for example.
    package let mode: UInt32
    /// The user ID of the owner.
    package let owner: UInt32
}
