import Classification
import Domain
import Execution

/// What the host itself and planning again say of a plan.
struct LiveEvidence {
    let classified: ClassifiedHost
    /// What the host was classified with.
    let memory: Memory
    let protection: DirectProtection
    let digestKeyID: String
    let unknownPlans: [String]
    let hostMismatch: Diagnostic?
    let secrets: PlannedSecrets
    /// What planning again gave, or why it could not be done.
    let replanned: Result<ReplanEvidence, Failure>
    /// The project that was planned from; where planning failed, the one that it was tried with.
    let project: Project
}

extension GateEvidence {
    mutating func add(_ live: LiveEvidence) {
        engine = live.classified.host.engine
        hostMismatch = live.hostMismatch
        observed = live.classified
        protection = live.protection
        digestKeyID = live.digestKeyID
        unknownPlans = live.unknownPlans
        replanned = live.replanned
        switch live.replanned {
        case .success: movedSecrets = live.secrets.moved
        // Without a stack every secret is missing; what keeps it from being planned is the cause.
        case .failure: movedSecrets = []
        }
    }

    /// The same evidence as if the phrase had been given: nobody is asked for it before everything else holds.
    var assumingPhrase: GateEvidence {
        var evidence = self
        evidence.phrase = .given
        return evidence
    }
}
