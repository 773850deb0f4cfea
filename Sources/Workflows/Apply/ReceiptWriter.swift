internal import Domain
internal import Files
internal import PlanFile
internal import Signing

/// Keeps the signed receipt with the host's state, and a copy beside the plan where that can be written.
struct ReceiptWriter {
    let attempt: ApplyAttempt

    /// - Returns: The receipt's path in the state directory.
    func write(_ bytes: [UInt8]) async throws -> String {
        let signatures = try Signatures(attempt.environment, scratch: attempt.state.path)
        let key = try HostKeys(state: attempt.state).hostKey()
        let signature = try await signatures.sign(bytes, with: key, for: .receipt)
        let path = Paths.join(attempt.state.receipts, "\(attempt.recorder.runID).receipt.json")
        try Writing.guarded {
            try FileWriting.writeNew(bytes, to: path, mode: 0o600)
            try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o600)
        }
        copyBesidePlan(bytes, signature, of: path)
        return path
    }

    private func copyBesidePlan(_ bytes: [UInt8], _ signature: [UInt8], of receipt: String) {
        let path = PlanFileName(attempt.disk.path).receipt
        do throws(FileFault) {
            try FileWriting.writeNew(bytes, to: path, mode: 0o644)
            try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o644)
        } catch {
            let fix = "The receipt of this run is \(receipt)."
            attempt.environment.progress(.warning(error.diagnostic(.fileUnwritable).asWarning(fix: fix)))
        }
    }
}
