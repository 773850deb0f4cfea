package import Domain

/// What undoing a delete needs, sealed by the caller.
package struct Backup: Sendable, Hashable {
    package let runID: String
    package let address: Address
    package let objectID: String
    /// What is sealed: `configuration`, `archive`.
    package let content: String
    package let at: Timestamp
    package let keepUntil: Timestamp

    package init(
        runID: String,
        address: Address,
        objectID: String,
        content: String,
        at: Timestamp,
        keepUntil: Timestamp
    ) {
        self.runID = runID
        self.address = address
        self.objectID = objectID
        self.content = content
        self.at = at
        self.keepUntil = keepUntil
    }
}

/// A backup with its bytes, which nothing but the host's key opens.
package struct SealedBackup: Sendable, Hashable {
    package let backup: Backup
    package let bytes: [UInt8]

    package init(backup: Backup, bytes: [UInt8]) {
        self.backup = backup
        self.bytes = bytes
    }
}

/// A backup in the ledger, by its number.
package struct StoredBackup: Sendable, Hashable {
    package let id: Int
    package let backup: Backup
    /// The number of sealed bytes.
    package let size: Int

    package init(id: Int, backup: Backup, size: Int) {
        self.id = id
        self.backup = backup
        self.size = size
    }
}
