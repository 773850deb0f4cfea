import Domain
import JSON

/// A plan as a comment of a pull request.
///
/// The first line is hidden and for programs: which plan the comment shows and whether it was cut. A cut comment never
/// counts as a review, and says so.
package struct PlanMarkdown: Sendable {
    /// What GitHub takes in one comment. Counted in UTF-8 bytes, the strictest way to count characters.
    package static let limit = 65_536

    let report: PlanReport
    private let limit: Int

    package init(_ report: PlanReport, limit: Int = PlanMarkdown.limit) {
        self.report = report
        self.limit = limit
    }

    /// The whole comment where it fits, else as many actions as fit; it is cut between rows only.
    package var text: String {
        let actions = report.plan.actions
        let whole = render(rows: actions.count, details: actions.count)
        guard whole.utf8.count > limit else { return whole }
        let detailed = largest(actions.count) { render(rows: actions.count, details: $0) }
        if let detailed { return render(rows: actions.count, details: detailed) }
        return render(rows: largest(actions.count) { render(rows: $0, details: 0) } ?? 0, details: 0)
    }

    /// The largest number whose rendering fits, by bisection; `nil` where not even 0 fits.
    private func largest(_ count: Int, _ render: (Int) -> String) -> Int? {
        guard render(0).utf8.count <= limit else { return nil }
        var fits = 0
        var fails = count + 1
        while fails - fits > 1 {
            let middle = (fits + fails) / 2
            if render(middle).utf8.count <= limit { fits = middle } else { fails = middle }
        }
        return fits
    }

    private func render(rows: Int, details: Int) -> String {
        let total = report.plan.actions.count
        let sections = [
            [marker(truncated: rows < total || details < total)],
            ["### \(verdict)"],
            attention(isWhole: rows == total && details == total),
            warning,
            cutNotice(rows: rows, details: details, total: total),
            [report.summary.markdownProse, "", untouchedLine(report.issued.counts)],
            notes,
            table(rows: rows),
            changeSection(details),
            madeSection(details),
            detailSection(details),
            omissions,
            sealedNote,
            nextSteps,
            verification,
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).map { $0 }.joinedLines
    }
}

extension PlanMarkdown {
    /// JSON inside an HTML comment: nothing in it may end the comment.
    private func marker(truncated: Bool) -> String {
        let json: JSON = [
            "env": .string(report.plan.environment), "plan": .string(report.digest), "truncated": .bool(truncated),
        ]
        var safe = ""
        for scalar in escapedJSONText(json.text(.compact)).unicodeScalars {
            switch scalar {
            case "<", ">": safe += "\\u" + hexadecimal(scalar.value, width: 4)
            case "-" where safe.hasByteSuffix("-"): safe += "\\u002d"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return "<!-- reconcile:v1 \(safe) -->"
    }

    private var verdict: String {
        let environment = markdownCode(report.plan.environment)
        guard !report.plan.actions.isEmpty else { return "Plan for \(environment): no changes" }
        return "Plan for \(environment): \(counted(report.plan.actions.count, "action")) on "
            + markdownCode(report.plan.engine.name)
    }

    private var warning: [String] {
        guard !report.irreversible.isEmpty else { return [] }
        let names = report.irreversible.prefix(10).map { markdownCode($0.address.description) }
        let rest = report.irreversible.count > 10 ? " and \(report.irreversible.count - 10) more" : ""
        return ["> **Cannot be undone:** \(names.joined(separator: ", "))\(rest)."]
    }

    private func cutNotice(rows: Int, details: Int, total: Int) -> [String] {
        guard rows < total || details < total else { return [] }
        return [
            "> **This comment is cut:** it lists \(rows) of \(total) actions and details of \(details). Reading it is "
                + "not a review of the plan; read the file with `reconcile show`."
        ]
    }

    private func table(rows: Int) -> [String] {
        guard rows > 0 else { return [] }
        let header = ["", "Resource", "Reason", "Rule", "Downtime", "Data loss", "Reversible"]
        return [MarkdownTable(header: header, rows: report.plan.actions.prefix(rows).map(row)).text]
    }

    private func row(_ action: Action) -> [String] {
        [
            markdownCode(action.kind.symbol), markdownCode(action.address.description),
            markdownCode(action.reason.rawValue),
            "\(markdownCode(action.ruleWords)) at \(markdownCode(action.rule.at))",
            action.impact.downtime ? "yes" : "no", action.impact.dataLoss.words,
            action.impact.reversible ? "yes" : "no",
        ]
    }

    private func detailSection(_ number: Int) -> [String] {
        guard number > 0 else { return [] }
        let names = PlanNames(report.plan)
        let items = report.plan.actions.prefix(number).flatMap { action in
            ["- \(markdownCode(action.address.description))\(action.leftoverWords.map { ", leaves \($0)" } ?? "")"]
                + action.steps.map {
                    "  - \($0.words): \(markdownCode(names.target(of: $0, in: action)))\($0.markdownObject)"
                }
        }
        let open = items.count <= 10 ? " open" : ""
        return ["<details\(open)><summary>Steps</summary>", ""] + items + ["", "</details>"]
    }

    private var omissions: [String] {
        guard !report.plan.omissions.isEmpty else { return [] }
        return ["Not in this plan:", ""] + report.plan.omissions.map { "- \(markdownCode($0.description))" }
    }
}

extension String {
    /// A sentence of ours that holds a name: escaped for Markdown outside code.
    fileprivate var markdownProse: String { escapedForMarkdown(self) }
}

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
