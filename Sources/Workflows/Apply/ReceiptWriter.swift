import Domain
import Execution
import Files
import Ledger
import PlanFile
import Signing

/// Keeps the signed receipt with the host's state, and a copy beside the plan where that can be written.
struct ReceiptWriter {
    let environment: Environment
    let state: StateDirectory
    /// The path of the plan file.
    let plan: String
    let runID: String

    /// - Returns: The receipt's path in the state directory.
    func write(_ bytes: [UInt8]) async throws -> String {
        let signatures = try Signatures(environment, scratch: state.path)
        let key = try HostKeys(state: state).hostKey()
        let signature = try await signatures.sign(bytes, with: key, for: .receipt)
        let path = Paths.join(state.receipts, "\(runID).receipt.json")
        try Writing.guarded {
            try FileWriting.writeNew(bytes, to: path, mode: 0o600)
            try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o600)
        }
        copyBesidePlan(bytes, signature, of: path)
        return path
    }

    private func copyBesidePlan(_ bytes: [UInt8], _ signature: [UInt8], of receipt: String) {
        let names = PlanFileName(plan)
        do throws(FileFault) {
            try FileWriting.writeNew(bytes, to: names.receipt, mode: 0o644)
            try FileWriting.writeNew(signature, to: names.receiptSignature, mode: 0o644)
        } catch {
            let fix = "The receipt of this run is \(receipt)."
            environment.progress(.warning(error.diagnostic(.fileUnwritable).asWarning(fix: fix)))
        }
    }
}
