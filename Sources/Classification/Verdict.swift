internal import Domain

/// A class with the rule that decided it and what else is worth knowing.
struct Verdict {
    let `class`: ResourceClass
    let rule: DecidingRule
    var notes: [ClassifiedResource.Note]

    init(_ class: ResourceClass, _ rule: DecidingRule, notes: [ClassifiedResource.Note] = []) {
        self.class = `class`
        self.rule = rule
        self.notes = notes
    }

    static func unknown(_ rule: DecidingRule) -> Verdict { Verdict(.unknown, rule) }

    static func inUse(by user: String) -> Verdict {
        .unknown(DecidingRule(.inUse, pattern: user, origin: .observation))
    }
}
