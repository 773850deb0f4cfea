package import Domain

extension ResourceClass {
    /// The class for people.
    package var words: String {
        switch self {
        case .protected: "protected"
        case .expected: "expected"
        case .extraSafeDelete: "safe to delete"
        case .unknown: "unknown"
        }
    }
}

extension ClassifiedResource.Note {
    /// What the note means, in one clause.
    package var words: String {
        switch self {
        case .shared: "shared by the stack and something protected: used by the stack, changed by nobody"
        case .foreign: "foreign: it has an expected name and is not ours; `adopt` would make it so"
        case .byMemory: "only the ledger's memory protects it"
        case .provisional: "provisional: some facts show only when a plan inspects it"
        case .untagOnly: "the tag can go, the image itself stays"
        case .bindsAllVolumes: "binds a folder above all volumes: it may read any of them, and holds none"
        case .autoRemove: "the Engine removes it when it stops"
        case .dead:
            "dead: the Engine could not remove all of it, and cannot start it; `docker rm` may do, once nothing holds its files"
        }
    }
}

extension ResourceKind {
    var plural: String { rawValue + "s" }

    var heading: String { plural.capitalisedFirst }
}

extension TraceEntry.Outcome {
    package var words: String {
        switch self {
        case .decided: "decided"
        case .outranked: "applies, outranked"
        case .noMatch: "no match"
        }
    }
}

extension Gate {
    /// What the gate asks, for the text of a refusal.
    package var words: String {
        switch self {
        case .lock: "nobody else is applying"
        case .ledger: "the ledger is sound"
        case .planFile: "the plan file is canonical and of a known version"
        case .signature: "the author's signature is good and trusted"
        case .approvals: "the approvals are there and nobody vetoed"
        case .expiry: "the plan has not expired and the clock is right"
        case .engine: "this is the engine that was planned for"
        case .inputs: "the SSOT and the stack are those that were planned from"
        case .singleUse: "the plan has not been used"
        case .limits: "the plan stays within the limits"
        case .targets: "every target is still what the plan says"
        case .phrase: "the phrase was typed"
        case .record: "the start is on record"
        }
    }
}
