/// `1 container`, `2 containers`.
func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? singular : plural ?? singular + "s")"
}

/// `a, b and c`.
func enumerated(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
}

extension String {
    /// With a capital first letter, for the beginning of a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Array where Element == String {
    /// The lines as one text with a line feed at the end; empty for no lines.
    var joinedLines: String { isEmpty ? "" : joined(separator: "\n") + "\n" }
}
