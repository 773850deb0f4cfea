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
        case .orphan: "orphan: the files of its stack declare no such service, or switch it off"
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
        case .ledger: "the ledger is sound"
        case .planFile: "the plan file is canonical and of a known version"
        case .signature: "the author's signature is good and trusted"
        case .approvals: "the approvals are there and nobody vetoed"
        case .expiry: "the plan has not expired and the clock is right"
        case .engine: "this is the engine that was planned for"
        case .inputs: "the SSOT and the stack are those that were planned from"
        case .singleUse: "the plan has not been used"
        case .limits: "the plan stays within the limits"
        case .findings: "the plan has no finding that the SSOT denies"
        case .targets: "every target is still what the plan says"
        case .phrase: "the phrase was typed"
        }
    }
}

extension DecidingRule {
    /// Where the rule stands and what matched: `file:line:col:pattern`, as `git check-ignore -v` has it, and
    /// `built-in: pattern` for rules of no file.
    var place: String {
        let at = escapedForTerminal(origin.description)
        guard let pattern else { return at }
        let separator =
            switch origin {
            case .file: ":"
            case .builtIn, .label, .memory, .observation: ": "
            }
        return at + separator + terminalName(pattern)
    }
}

extension RuleName {
    /// What the rule says, in one sentence.
    package var sentence: String {
        switch self {
        case .floor: "The name begins with a prefix that is built in and that no file can remove."
        case .guardFile: "The guard file of this host protects it, which no pull request can change."
        case .keepNamedPrefix: "The name begins with a prefix that the SSOT keeps."
        case .protectContainersMatching: "The container's name matches a pattern that the SSOT protects."
        case .protectImagesMatching: "The image's repository matches a pattern that the SSOT protects."
        case .protectTags: "The image's tag matches a pattern that the SSOT protects."
        case .protectLabel: "The object itself carries the label `reconcile.protect=true`."
        case .engineBuiltIn: "The Engine itself made it and needs it."
        case .createdFromProtectedImage: "The container was created from an image that is protected."
        case .usedByProtected: "A protected container uses it."
        case .sameProjectAsProtected: "It belongs to the Compose project of a protected container."
        case .lastUsedByProtected: "The ledger remembers that a protected container used it last."
        case .protectedBefore: "A rule protected it in an earlier audit, and no release entry has lifted that."
        case .boreProtectedTag: "The image bore a protected tag until a short time ago."
        case .ownContainer: "This program runs in it, or the container that it runs in uses it."
        case .allowedContainer: "The SSOT allows a container of this name."
        case .allowedImage: "The SSOT allows images of this repository and tag."
        case .allowedVolume: "The SSOT allows a volume of this name."
        case .allowedNetwork: "The SSOT allows a network of this name."
        case .inStack: "The stack declares it."
        case .setAside: "A replacement that never ended set it aside: its own ID stands before the name it had."
        case .usedByExpected: "An expected container uses it."
        case .safeToDeletePattern: "The name matches a pattern that the SSOT calls safe to delete, and nothing uses it."
        case .deleteImagesMatching: "The reference matches a pattern of images to delete, and nothing uses it."
        case .anonymousVolumesOfDeleted:
            "It is an anonymous volume of containers that plans deleted, and has been unused for long enough."
        case .unnamedImageAge: "The image has no tag and no digest and has been unused for long enough."
        case .noRule: "No rule of the SSOT says anything about it."
        case .incompleteObservation: "The Engine's answer lacked a field that a judgement needs."
        case .cautiousWord:
            "The name holds `prod`, `production`, `live` or `stable` as a word: no pattern makes it safe."
        case .nonASCIIName: "The name holds characters beyond ASCII, which may look like others."
        case .driverOptions: "The volume has driver options: its data may lie elsewhere and belong to others."
        case .anonymousVolume: "The volume has no name of its own, so that nobody can tell what it holds."
        case .builderState: "It holds the state of a builder."
        case .swarmTask: "A swarm manages it."
        case .swarmUnreadable: "The Engine is part of a swarm whose services it does not tell: one may use it."
        case .removedWithAnonymousVolume: "Stopping the container would delete an anonymous volume with it."
        case .beingRemoved: "The Engine is removing it already."
        case .notUnusedLongEnough: "It matches a safe pattern and has not been unused for long enough."
        case .lostItsUser: "Its user went away by other hands than ours, not long ago."
        case .inUse: "It matches a safe pattern, and something that stays uses it."
        }
    }
}
