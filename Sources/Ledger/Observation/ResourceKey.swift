import Domain

/// The identity of a resource across observations: its object's ID, and for an image the tag as well. A container's or
/// network's name may change meanwhile.
struct ResourceKey: Hashable {
    let object: Address
    /// The tag of an image; the name of an object whose ID the Engine did not report.
    let name: Address?

    init(kind: ResourceKind, objectID: String, name: String) {
        object = Address(kind, objectID)
        self.name = kind == .image || objectID.isEmpty ? Address(kind, name) : nil
    }

    init(_ resource: ClassifiedResource) {
        self.init(kind: resource.address.kind, objectID: resource.id, name: resource.address.name)
    }
}

/// A rule as the tables hold it.
struct StoredRule: Equatable {
    let name: String
    let pattern: String?
    let at: String

    init(name: String, pattern: String?, at: String) {
        self.name = name
        self.pattern = pattern
        self.at = at
    }

    init(_ rule: DecidingRule) {
        self.init(name: rule.name.rawValue, pattern: rule.pattern, at: rule.origin.description)
    }

    /// `nil` for a rule that this version does not know.
    var deciding: DecidingRule? {
        RuleName(rawValue: name).map { DecidingRule($0, pattern: pattern, origin: RuleOrigin(recorded: at)) }
    }
}

extension RuleOrigin {
    /// Reads what ``description`` wrote.
    init(recorded text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if text == RuleOrigin.builtIn.description {
            self = .builtIn
        } else if let label = text.text(after: "label ") {
            self = .label(label)
        } else if let time = text.text(after: "ledger ").flatMap({ Timestamp(parsing: $0) }) {
            self = .memory(time)
        } else if parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) {
            let file = parts.dropLast(2).joined(separator: ":")
            self = .file(SourcePosition(file: file, line: line, column: column))
        } else {
            self = .observation
        }
    }
}
