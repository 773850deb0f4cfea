import Classification
import Domain
import Execution

/// What the Engine said, to be added to what files and ledger said.
struct LiveEvidence {
    let classified: ClassifiedHost
    let protection: DirectProtection
    let digestKeyID: String
    let unknownPlans: [String]
    /// What planning again gave, with the project that it was done from; or why it could not be done.
    let replanned: Result<(Project, ReplanEvidence), Failure>
}

extension GateEvidence {
    /// The same evidence as if the phrase had been given: nobody is asked for it before everything else holds.
    var assumingPhrase: GateEvidence {
        var evidence = self
        evidence.phrase = .given
        return evidence
    }

    /// Without what planning again gave: what the host itself shows is reported first.
    mutating func add(_ live: LiveEvidence) {
        engine = live.classified.host.engine
        observed = live.classified
        protection = live.protection
        digestKeyID = live.digestKeyID
        unknownPlans = live.unknownPlans
        replanned = nil
    }
}
