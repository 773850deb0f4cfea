/// The text with its middle cut out so that it fits; names differ most at both ends.
package func truncatedInTheMiddle(_ text: String, to width: Int, styling: Styling) -> String {
    guard displayWidth(text) > width else { return text }
    let room = max(2, width - displayWidth(styling.ellipsis))
    let head = prefix(text.unicodeScalars, columns: (room + 1) / 2)
    let tail = prefix(text.unicodeScalars.reversed(), columns: room / 2)
    return String(head) + styling.ellipsis + String(String.UnicodeScalarView(tail.reversed()))
}

/// Fits names into a column. A name whose short form would look like another name of the list is wrapped over several
/// lines instead, whole: two different resources never look the same.
package func fitted(_ names: [String], width: Int, styling: Styling) -> [[String]] {
    let short = names.map { truncatedInTheMiddle($0, to: width, styling: styling) }
    var owners: [String: Set<String>] = [:]
    for (name, form) in zip(names, short) { owners[form, default: []].insert(name) }
    return zip(names, short).map { name, form in
        owners[form, default: []].count > 1 ? hardWrapped(name, width: width) : [form]
    }
}

private func prefix(_ scalars: some Sequence<Unicode.Scalar>, columns: Int) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in scalars {
        used += displayWidth(scalar)
        guard used <= columns else { break }
        result.append(scalar)
    }
    return result
}
