import Domain

/// The text as it can stand inside a `<code>` element of GitHub and GitLab Markdown: no markup, link, mention, issue
/// reference, table cell or comment can begin or end in it.
///
/// Markdown is still read between HTML tags, so every character with a meaning there becomes an entity; a mention
/// (`@team`) and a reference (`#1`) are broken by an invisible space besides, because hosts look for them after
/// entities are resolved. What a terminal must not see is escaped first, as in text.
package func escapedForMarkdown(_ text: String) -> String {
    var result = ""
    for scalar in terminalName(text).unicodeScalars {
        switch scalar {
        case "@", "#": result += "&#\(scalar.value);&#8203;"
        case _ where isHarmlessInMarkdown(scalar): result.unicodeScalars.append(scalar)
        default: result += "&#\(scalar.value);"
        }
    }
    return withoutAutolinks(result)
}

/// The text as inline code that may stand in a table cell.
package func markdownCode(_ text: String) -> String { "<code>\(escapedForMarkdown(text))</code>" }

private func isHarmlessInMarkdown(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return true }
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "/", ":", "=", "-", "+", "%": return true
    default: return false
    }
}

/// `www.` and `://` make links by themselves.
private func withoutAutolinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let dot = rest.firstIndex(where: { $0 == "." || $0 == ":" }) {
        let end = rest.index(after: dot)
        let head = rest[..<dot]
        let makesLink = rest[dot] == "." ? head.lowercased().hasByteSuffix("www") : rest[end...].hasBytePrefix("//")
        result += head
        result += makesLink ? (rest[dot] == "." ? "&#46;" : "&#58;") : String(rest[dot])
        rest = rest[end...]
    }
    return result + rest
}
