package import Domain

/// Why something counts as missing, and what makes it.
package struct MissingReport: Sendable {
    package let address: Address
    /// The entry of the allow-list or the declaration of the stack that wants it.
    package let rule: DecidingRule
    package let isDeclared: Bool
    package let ssotPath: String

    package init(address: Address, rule: DecidingRule, isDeclared: Bool, ssotPath: String) {
        self.address = address
        self.rule = rule
        self.isDeclared = isDeclared
        self.ssotPath = ssotPath
    }

    package var summary: String { "\(address.printed) is not on the host, and \(rule.name.rawValue) wants it." }

    /// The envelope's `data`, with the keys of an object that is there.
    package var data: JSON {
        [
            "address": .string(address.description), "class": .null, "missing": true, "rule": rule.json,
            "notes": [], "used_by": [], "trace": [],
        ]
    }

    package func text(_ styling: Styling) -> String {
        var lines = wrapped("\(address.printed) is missing", styling: styling, lead: "+ ")
        lines += wrapped(rule.place, styling: styling, lead: "  ")
        lines += wrapped(rule.name.sentence + " It is not on the host.", styling: styling, lead: "  ")
        lines += ["", "To change it:"] + wrapped(advice, styling: styling, lead: "- ")
        return lines.joinedLines
    }

    private var advice: String {
        isDeclared
            ? "The stack declares it: `reconcile plan --only stack` plans to make it."
            : "The stack does not declare it, so no plan makes it. Declare it there, make it by hand, or remove the entry "
                + "at \(escapedForTerminal(rule.origin.description))."
    }

    package var nextAction: NextAction {
        isDeclared
            ? NextAction(command: "reconcile plan --only stack", why: "plan to make it")
            : NextAction(command: "reconcile validate", why: "check the SSOT after a change to it")
    }
}
