import Domain

extension PlanMarkdown {
    /// What the counts do not say.
    var notes: [String] {
        let lines = [
            PlanMarkdown.note("Replaced, and counted as changed", report.replaced.map(\.address.description)),
            PlanMarkdown.note("Apply reads secrets from", report.plan.variables),
        ]
        return lines.compactMap { $0 }.joined(separator: [""]).map { $0 }
    }

    private static func note(_ title: String, _ names: [String]) -> [String]? {
        names.isEmpty ? nil : ["\(title): \(names.map(markdownCode).joined(separator: ", "))."]
    }

    /// What differs, of the first so many actions.
    func changeSection(_ number: Int) -> [String] {
        let changed = report.plan.actions.prefix(number).filter { !$0.changes.isEmpty }
        guard !changed.isEmpty else { return [] }
        let items = changed.flatMap { action in
            ["- \(markdownCode(action.address.description))"]
                + action.changes.map { PlanMarkdown.item($0, action.kind) }
        }
        return ["<details open><summary>Changes</summary>", ""] + items + ["", "</details>"]
    }

    private static func item(_ change: Action.AttributeChange, _ kind: ActionKind) -> String {
        let words = ChangeWords(change, of: kind)
        let code = markdownCode("\(words.symbol) \(words.line)")
        return words.remark.isEmpty ? "  - \(code)" : "  - \(code) \(words.remark)"
    }
}

extension Step {
    /// What the step names beside its target.
    var markdownObject: String { object.map { " (\(markdownCode($0)))" } ?? "" }
}
