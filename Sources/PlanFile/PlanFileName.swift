package import Domain

/// The name of a plan file and of the files that lie beside it.
package struct PlanFileName: Sendable, Equatable {
    package static let suffix = ".plan.json"

    /// The path or name of the plan file.
    package let text: String

    package init(_ text: String) { self.text = text }

    /// `20261123T124746Z-9c1e02ab.plan.json`, from a digest as ``PlanDigest/digest(of:)`` gives it: sorts by time, and
    /// shows what it holds.
    package static func name(digest: String, at moment: Timestamp) -> String {
        let hex = digest.split(separator: ":").last ?? ""
        return "\(moment.compact)-\(hex.prefix(8))\(suffix)"
    }

    /// The author's signature.
    package var signature: String { "\(text).sig" }

    package var receipt: String { "\(stem).receipt.json" }

    package var receiptSignature: String { "\(receipt).sig" }

    /// The approval of one literal principal of the signers file, which holds no slash.
    package func approval(by principal: String) -> String { "\(text).\(principal).approval.sig" }

    /// The veto of one literal principal of the signers file, which holds no slash.
    package func rejection(by principal: String) -> String { "\(text).\(principal).reject.sig" }

    private var stem: Substring {
        text.utf8.suffix(PlanFileName.suffix.utf8.count).elementsEqual(PlanFileName.suffix.utf8)
            ? text.dropLast(PlanFileName.suffix.count) : text[...]
    }
}
