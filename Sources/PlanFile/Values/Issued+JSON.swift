import Domain
import JSON

extension Issued {
    /// The `issued` member of a plan file.
    var json: JSON {
        [
            "id": .string(id),
            "at": .string(at.description),
            "by": .optional(by),
            "expires_at": .string(expiresAt.description),
            "tool": .string(tool),
            "commit": .optional(commit),
            "endpoint": .string(endpoint),
            "observed_at": .string(observedAt.description),
            "counts": counts.json,
            "checkpoint": .optional(checkpoint),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let issued = try reader.object([
            "id", "at", "by", "expires_at", "tool", "commit", "endpoint", "observed_at", "counts", "checkpoint",
        ])
        self.init(
            id: try issued["id"].runID(),
            at: try issued["at"].timestamp(),
            by: try issued["by"].optionalString(),
            expiresAt: try issued["expires_at"].timestamp(),
            tool: try issued["tool"].tool(),
            commit: try issued["commit"].commit(),
            endpoint: try issued["endpoint"].endpoint(),
            observedAt: try issued["observed_at"].timestamp(),
            counts: try ClassCounts(issued["counts"]),
            checkpoint: try issued["checkpoint"].optionalString()
        )
    }
}

extension ClassCounts {
    fileprivate init(_ reader: JSONReader) throws(JSONShapeFault) {
        self.init()
        let kinds = try reader.object(ResourceKind.allCases.map(\.rawValue))
        for kind in ResourceKind.allCases {
            let classes = try kinds[kind.rawValue].object(ResourceClass.allCases.map(\.rawValue))
            for `class` in ResourceClass.allCases { add(try classes[`class`.rawValue].integer(), kind, `class`) }
        }
    }
}

// The gate does not compare these members with a second planning, because they describe how the plan came about. Only
// the forms that the planner writes are accepted, so that a hand-made plan cannot carry other text in them.
extension JSONReader {
    /// `<UTC time>-<8 hex>`.
    func runID() throws(JSONShapeFault) -> String {
        try matching("an ID like 20261123T124746Z-9c1e02ab") { text in
            guard text.count == 25, text[text.startIndex + 16] == UInt8(ascii: "-") else { return false }
            return text.suffix(8).isLowercaseHex && isCompactTime(text.prefix(16))
        }
    }

    /// The program's name and version.
    func tool() throws(JSONShapeFault) -> String {
        try matching("a program and its version, like 'reconcile 0.1.0'") { text in
            let words = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            return words.count == 2 && words[0].elementsEqual("reconcile".utf8) && (1...64).contains(words[1].count)
                && words[1].allSatisfy { $0.isASCIILetterOrDigit || ".+-".utf8.contains($0) }
        }
    }

    /// A whole object name of git, of either of its two lengths.
    func commit() throws(JSONShapeFault) -> String? {
        guard value != .null else { return nil }
        return try matching("a commit of 40 or 64 hexadecimal digits, or null") { text in
            (text.count == 40 || text.count == 64) && text.isLowercaseHex
        }
    }

    /// The URL of an Engine, or `snapshot`.
    func endpoint() throws(JSONShapeFault) -> String {
        let schemes = ["unix://", "ssh://", "tcp://", "http://", "https://"]
        return try matching("an Engine's URL, or 'snapshot'") { text in
            text.elementsEqual("snapshot".utf8)
                || text.count <= 1_024 && schemes.contains { text.starts(with: $0.utf8) }
                    && text.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }

    private func matching(_ expected: String, _ fits: (ArraySlice<UInt8>) -> Bool) throws(JSONShapeFault) -> String {
        guard let text = value.string, fits(Array(text.utf8)[...]) else {
            throw .wrongType(path: path, expected: expected)
        }
        return text
    }

    private func isCompactTime(_ text: ArraySlice<UInt8>) -> Bool {
        text.enumerated().allSatisfy { index, byte in
            switch index {
            case 8: byte == UInt8(ascii: "T")
            case 15: byte == UInt8(ascii: "Z")
            default: (48...57).contains(byte)
            }
        }
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
    }
}
