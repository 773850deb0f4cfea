package import Domain

/// Why a resource has its class, which rules were tried, and what to write to change it.
package struct ExplainReport: Sendable {
    package let resource: ClassifiedResource
    /// The rules in the order of trying.
    package let trace: [TraceEntry]
    package let ssotPath: String
    /// For an image without a tag.
    package let untagged: UntaggedImage?

    package init(
        resource: ClassifiedResource,
        trace: [TraceEntry],
        ssotPath: String,
        untagged: UntaggedImage? = nil
    ) {
        self.resource = resource
        self.trace = trace
        self.ssotPath = ssotPath
        self.untagged = untagged
    }

    package var summary: String {
        "\(resource.address.printed) is \(resource.class.words): \(resource.rule.name.rawValue)."
    }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "address": .string(resource.address.description),
            "class": .string(resource.class.rawValue),
            "rule": resource.rule.json,
            "notes": .strings(resource.notes.map(\.rawValue)),
            "used_by": .strings(resource.usedBy.map(\.user.description)),
            "trace": .array(
                trace.map { entry in
                    [
                        "class": .string(entry.class.rawValue), "rule": entry.rule.json,
                        "outcome": .string(entry.outcome.rawValue),
                    ]
                }
            ),
        ]
    }
}

extension ExplainReport {
    package func text(_ styling: Styling) -> String {
        var lines = verdict(styling)
        if !trace.isEmpty { lines += ["", "Rules, in the order of trying:"] + table(styling) }
        lines += ["", "To change it:"]
        for advice in ClassAdvice(resource, ssotPath: ssotPath).all {
            lines += wrapped(advice.prose, styling: styling, lead: "- ")
            lines += advice.yaml.map { "    " + $0 }
        }
        if let note = ageNote { lines += [""] + wrapped(note, width: styling.width) }
        return lines.joinedLines
    }

    private func verdict(_ styling: Styling) -> [String] {
        let symbol = styling.paint(resource.class.symbol, resource.class.tint)
        let head = wrapped("\(resource.address.printed) is \(resource.class.rawValue)", styling: styling, lead: "  ")
        let image = untagged.map(\.words).flatMap { $0.isEmpty ? nil : $0.capitalisedFirst + "." }
        let remarks =
            [image].compactMap(\.self) + [resource.rule.name.sentence]
            + resource.notes.map { $0.words.capitalisedFirst + "." } + users
        return [symbol + head[0].dropFirst(1)] + head.dropFirst()
            + wrapped(resource.rule.place, styling: styling, lead: "  ")
            + remarks.flatMap { wrapped($0, styling: styling, lead: "  ") }
    }

    private var users: [String] {
        resource.usedBy.isEmpty ? [] : ["Used by \(resource.usedBy.map(\.printed).joined(separator: ", "))."]
    }

    /// Places on lines of their own where they do not fit beside the rules.
    private func table(_ styling: Styling) -> [String] {
        let columns: [TextTable.Column] = [.init(), .init(), .init()]
        let wide = TextTable(
            columns + [.init()],
            cells: trace.map { ExplainReport.cells($0) + [.init($0.rule.place)] },
            indent: 2
        )
        guard wide.naturalWidth > styling.width else { return wide.lines(styling) }
        let rows = trace.map { TextTable.Row(ExplainReport.cells($0), notes: [$0.rule.place]) }
        return TextTable(columns, rows: rows, indent: 2).lines(styling)
    }

    private static func cells(_ entry: TraceEntry) -> [TextTable.Cell] {
        let tint = entry.outcome == .noMatch ? Tint.faint : entry.class.tint
        return [.init(entry.class.symbol, tint), .init(entry.rule.name.rawValue), .init(entry.outcome.words)]
    }

    private var ageNote: String? {
        switch resource.address.kind {
        case .image, .volume:
            "Age alone never makes a tagged image or a named volume safe: a safe pattern must match first."
        case .container, .network: nil
        }
    }
}
