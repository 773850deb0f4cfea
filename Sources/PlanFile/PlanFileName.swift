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
        moment.compact + ending(digest: digest)
    }

    /// What the names of all plans of a digest end with.
    package static func ending(digest: String) -> String {
        let hex = digest.split(separator: ":").last ?? ""
        return "-\(hex.prefix(8))\(suffix)"
    }

    /// The author's signature.
    package var signature: String { "\(text).sig" }

    package var receipt: String { "\(stem).receipt.json" }

    package var receiptSignature: String { "\(receipt).sig" }

    private var stem: Substring {
        text.utf8.suffix(PlanFileName.suffix.utf8.count).elementsEqual(PlanFileName.suffix.utf8)
            ? text.dropLast(PlanFileName.suffix.count) : text[...]
    }
}

/// Compares a file with the one spelling of its content.
enum Spelling {
    static func refuseByteOrderMark(_ bytes: [UInt8]) throws(PlanFileFault) {
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw .notCanonical(.byteOrderMark, line: 1, column: 1) }
    }

    static func compare(_ bytes: [UInt8], with canonical: [UInt8]) throws(PlanFileFault) {
        guard bytes != canonical else { return }
        let deviation: PlanFileFault.Deviation = withoutCRLF(bytes) == canonical ? .lineEndings : .spelling
        let place = place(of: zip(bytes, canonical).prefix { $0 == $1 }.count, in: bytes)
        throw .notCanonical(deviation, line: place.line, column: place.column)
    }

    /// Line and column from 1; a column counts Unicode scalars.
    static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = bytes.prefix(offset)
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let isContinuation = { (byte: UInt8) in byte & 0xC0 == 0x80 }
        return (before.count { $0 == 0x0A } + 1, before[lineStart...].count { !isContinuation($0) } + 1)
    }

    private static func withoutCRLF(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.filter { !(bytes[$0] == 0x0D && bytes.dropFirst($0 + 1).first == 0x0A) }.map { bytes[$0] }
    }
}
