import Domain
import Ledger
import Signing

/// Ends a run with a signed checkpoint of the log: whoever holds one can prove what the log said up to there.
struct Checkpoints {
    let environment: Environment
    let state: StateDirectory
    let ledger: Ledger

    func sign() async throws {
        let body = try LedgerFailure.guarded { try ledger.checkpointBody() }
        let signatures = try Signatures(environment, scratch: state.path)
        let key = try HostKeys(state: state).hostKey()
        let signature = try await signatures.sign(Array(body.utf8), with: key, for: .checkpoint)
        try LedgerFailure.guarded {
            try ledger.storeCheckpoint(body, signature: signature, at: environment.now())
        }
    }
}
