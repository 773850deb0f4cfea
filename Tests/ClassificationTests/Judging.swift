import Classification
import CoreTestSupport
import Domain

/// Judges a host in one call; the policy is the owners' unless the test brings its own.
func judge(
    _ host: ObservedHost,
    _ policy: Policy = Fixture.ownersPolicy(),
    _ memory: Memory = .none
) -> ClassifiedHost {
    Classifier(policy: policy, memory: memory).classify(host)
}

/// A policy whose only rule is one safe pattern: what stays unknown then stays so for a reason of its own.
let everythingIsSafe = Fixture.policy { $0.safe = ["*"] }
