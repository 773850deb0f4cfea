/// Names that no other test and no other run uses.
package enum UniqueName {
    /// Twelve random lower-case letters and digits.
    package static func make() -> String {
        String((0..<12).map { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() ?? "x" })
    }
}
