package import Domain

/// Plans as bytes and back. There is one spelling of every plan, and reading accepts no other.
package enum PlanFileCodec {
    /// The largest file that is read, in bytes.
    package static let maximumBytes = 16 * 1_024 * 1_024

    /// Writes the one spelling: two spaces, keys sorted, LF, a newline at the end.
    package static func write(_ content: PlanFileContent) -> [UInt8] {
        let file: JSON = [
            "format": .string(PlanFormat.current),
            "plan": content.plan.json,
            "issued": content.issued.json,
        ]
        return file.bytes(.pretty)
    }

    /// Reads a plan file strictly.
    ///
    /// The content is complete and consistent, and writing it again gives the very bytes: that rule alone refuses
    /// duplicate keys, odd numbers and trailing data, and the checks before it say more precisely what is wrong.
    /// Positions of limits are not in the file and come back as `nil`.
    package static func read(_ bytes: [UInt8]) throws(PlanFileFault) -> PlanFileContent {
        guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count) }
        try Spelling.refuseByteOrderMark(bytes)
        let root = try parse(bytes)
        try PlanFormat.check(root)
        let file = try JSONReader(value: root, path: "").object(["format", "plan", "issued"])
        let content = PlanFileContent(plan: try Plan(file["plan"]), issued: try Issued(file["issued"]))
        try PlanConsistency(content.plan).check()
        try Spelling.compare(bytes, with: write(content))
        return content
    }

    private static func parse(_ bytes: [UInt8]) throws(PlanFileFault) -> JSON {
        do throws(JSONFault) {
            return try JSON.parse(bytes)
        } catch {
            let place = Spelling.place(of: error.offset, in: bytes)
            throw .notJSON(problem: error.problem, line: place.line, column: place.column)
        }
    }
}
