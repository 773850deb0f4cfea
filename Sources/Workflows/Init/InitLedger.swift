import Domain
import Inventory
import Ledger

/// Makes the ledger and records the signers file.
struct InitLedger {
    let environment: Environment
    let root: String
    let state: StateDirectory
    let signersPath: String
    /// Below the root; `nil` for one outside, which no ledger is bound to.
    let ssotName: String?

    /// - Returns: Warnings: a signers file that is not the recorded one stays unrecorded until it is accepted.
    func ensure(
        _ request: InitWorkflow.Request,
        env: String,
        _ inventory: inout InitInventory
    ) throws -> [Diagnostic] {
        let isNew = !state.hasLedger
        let now = environment.now()
        return try LedgerFailure.guarded {
            if isNew {
                let origin = "reconcile/\(env)/\(environment.randomHex(16))"
                try Ledger.create(at: state.ledger, origin: origin, time: now)
            }
            let ledger = try Ledger.open(at: state.ledger, mode: .readWrite(fullCheck: false))
            inventory.note(state.ledger, wasCreated: isNew)
            try ledger.setDigestKeyID(try HostKeys(state: state).digestKey(environment).id, at: now)
            let warnings = try recordSigners(request, ledger) + bindSSOT(request, ledger)
            if request.acceptsClock { try ledger.acceptClock(at: now) }
            if request.takesOver { try ledger.takeOverAtNextLook(at: now) }
            try ledger.close()
            return warnings
        }
    }

    private func bindSSOT(_ request: InitWorkflow.Request, _ ledger: Ledger) throws -> [Diagnostic] {
        guard let ssotName else { return [] }
        let binding = SSOTBinding(ledger: ledger, environment: environment)
        try binding.bindFirst(ssotName)
        guard request.acceptsSSOT, SSOTPath.isProper(ssotName) else {
            return try binding.finding(ssotName).map { [$0.asWarning()] } ?? []
        }
        try ledger.bind(ssot: ssotName, at: environment.now())
        return []
    }

    private func recordSigners(_ request: InitWorkflow.Request, _ ledger: Ledger) throws -> [Diagnostic] {
        let found = try SignersFile.read(at: signersPath, root: root)
        return try LedgerFailure.guarded {
            let recorded = try ledger.signersDigest()
            guard let recorded, recorded != found.digest, !request.acceptsSigners else {
                try ledger.setSignersDigest(found.digest, at: environment.now())
                return []
            }
            return [moved(found, recorded)]
        }
    }

    private func moved(_ found: SignersFile, _ recorded: String) -> Diagnostic {
        Diagnostic(
            .signersMoved,
            .warning,
            "\(found.name) is not the file that this host recorded, and apply refuses until it is accepted",
            detail: "Recorded \(recorded), found \(found.digest).",
            fix: "Review the change, then run 'reconcile init --accept-signers'."
        )
    }
}
