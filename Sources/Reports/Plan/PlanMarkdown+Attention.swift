import Domain

extension PlanMarkdown {
    /// How many findings stand in a comment that is cut for its length.
    private static let leastAttention = 40

    func attention(isWhole: Bool) -> [String] {
        let all = report.attention
        guard !all.isEmpty else { return [] }
        let shown = isWhole ? all[...] : all.prefix(PlanMarkdown.leastAttention)
        let rest = all.count - shown.count
        return ["**Attention**", ""] + shown.map(PlanMarkdown.item)
            + (rest > 0 ? ["- and \(rest) more: read the file with `reconcile show`"] : [])
    }

    private static func item(_ words: FindingWords) -> String {
        let finding = words.finding
        let cause = words.cause.isEmpty ? nil : markdownCode(words.cause)
        let place = finding.at.map { "at \(markdownCode($0))" }
        let facts = [cause, place].compactMap(\.self).joined(separator: " ")
        let accepted = finding.allowed.map { " **Accepted:** \(markdownCode($0))" } ?? ""
        return "- **\(escapedForMarkdown(finding.name.rawValue))** \(markdownCode(words.address.description)) "
            + finding.name.sentence + (facts.isEmpty ? "" : ": \(facts)") + accepted
    }

    /// What is made, attribute by attribute, of the first so many actions. Each object can be folded; the lines are
    /// those of the text.
    func madeSection(_ number: Int) -> [String] {
        report.plan.actions.prefix(number).flatMap { action -> [String] in
            guard let made = MadeObject(action) else { return [] }
            let title = "\(markdownCode(action.address.description)): \(counted(made.count, "attribute"))"
            return ["<details><summary>\(title)</summary>", ""]
                + MarkdownFence.lines(made.lines(width: 110), language: "text") + ["", "</details>", ""]
        }.trimmedEnd
    }

    var sealedNote: [String] { report.showsSealed ? [escapedForMarkdown(ValueWords.explanation)] : [] }
}

extension [String] {
    fileprivate var trimmedEnd: [String] { last?.isEmpty == true ? dropLast() : self }
}
