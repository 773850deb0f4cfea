import Domain

extension AuditReport {
    /// The audit as Markdown: verdict, counts, and one table with what the filter lets through.
    package var markdown: String {
        let title = "### Audit of \(markdownCode(environment)) on \(markdownCode(classified.host.engine.name))"
        var lines = [title, "", verdict, "", MarkdownTable.counts(counts), ""]
        if !missing.isEmpty { lines += ["Missing:", ""] + missing.map { "- \(markdownCode($0.description))" } + [""] }
        lines += [MarkdownTable(header: ["", "Resource", "Class", "Rule", "Where"], rows: rows).text, ""]
        lines.append(untouchedLine(counts))
        return lines.joinedLines
    }

    private var verdict: String {
        hasDifferences()
            ? "**\(classified.missing.count) missing, \(counts[.extraSafeDelete]) safe to delete, "
                + "\(counts[.unknown]) unknown.**"
            : "**The host matches the SSOT.**"
    }

    private var rows: [[String]] {
        resources.map { resource in
            [
                markdownCode(resource.class.symbol), markdownCode(resource.address.description),
                markdownCode(resource.class.rawValue), markdownCode(resource.rule.name.rawValue),
                markdownCode(resource.rule.place),
            ]
        }
    }
}
