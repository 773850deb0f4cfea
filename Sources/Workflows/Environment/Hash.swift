internal import PlanFile

/// SHA-256 of files, as plans and records write it.
enum Hash {
    static func sha256(_ bytes: [UInt8]) -> String { PlanDigest.fileHash(of: bytes) }
}
