package import Domain

/// Diagnostics as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
package enum GitHubAnnotations {
    /// One line for each diagnostic.
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(line).joinedLines
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        var properties: [String] = []
        if let position = diagnostic.position {
            properties += ["file=\(property(position.file))", "line=\(position.line)", "col=\(position.column)"]
        }
        if diagnostic.position != nil, let end = diagnostic.endColumn { properties.append("endColumn=\(end)") }
        properties.append("title=\(property(diagnostic.code.rawValue))")
        let parts = [diagnostic.summary, diagnostic.detail, diagnostic.fix.isEmpty ? "" : "Fix: " + diagnostic.fix]
        let message = parts.filter { !$0.isEmpty }.joined(separator: "\n")
        return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(data(message))"
    }

    private static func data(_ text: String) -> String { escaped(escapedProse(text), ["%", "\r", "\n"]) }

    private static func property(_ text: String) -> String {
        escaped(escapedForTerminal(text), ["%", "\r", "\n", ":", ","])
    }

    private static func escaped(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
        text.unicodeScalars.map { special.contains($0) ? percentEncoded($0) : String($0) }.joined()
    }

    private static func percentEncoded(_ scalar: Unicode.Scalar) -> String {
        "%" + hexadecimal(scalar.value, width: 2).uppercased()
    }
}
