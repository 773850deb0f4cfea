import Crypto
package import Domain

/// The two hashes of a plan: what it says, and which file it is.
package enum PlanDigest {
    /// The digest for comparison and reproduction, `sha256:<hex>`.
    ///
    /// It is the SHA-256 of the `plan` member alone as a document of its own: keys sorted, two spaces for each level
    /// counted from that member, LF, a newline at the end. `jq -S .plan FILE | sha256sum` prints the same.
    package static func digest(of plan: Plan) -> String { fileHash(of: plan.json.bytes(.pretty)) }

    /// The SHA-256 of a whole file, `sha256:<hex>`, by which a plan is used once.
    package static func fileHash(of bytes: [UInt8]) -> String {
        "sha256:" + SHA256.hash(data: bytes).map(hex).joined()
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }
}
