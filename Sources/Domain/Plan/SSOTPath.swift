/// The path of an SSOT, as plans and ledgers hold it: below the repository's root.
package enum SSOTPath {
    /// Whether the path is relative and goes nowhere but down.
    package static func isProper(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        }
    }
}
