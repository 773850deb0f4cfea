import Domain
import Execution
import Files
import Inventory
import PlanFile
import SSOT
import Stack

/// The files that a plan pins, as they are now. `ApplyRun` refuses where the project that is read afterwards has
/// another SSOT.
struct PlannedInputs {
    let evidence: [InputEvidence]
    /// `nil` where the SSOT cannot be read or is not valid any more.
    let document: SSOTDocument?
    private let ssotPath: String

    static let sizeLimit = 16 << 20

    /// `bound`: the SSOT that this host obeys, where that is known. Only that one is read: who may sign, and what is asked
    /// of a plan, is never the word of another file that the plan names.
    init(_ plan: Plan, root: String, bound: String? = nil) {
        let path = bound ?? plan.ssot.path
        ssotPath = Paths.join(root, path)
        let ssot = SSOTPath.isProper(path) ? PlannedInputs.bytes(ssotPath) : nil
        let isPlanned = path.hasSameBytes(as: plan.ssot.path)
        let stack = plan.stack.map { file in
            InputEvidence(planned: file, found: PlannedInputs.bytes(Paths.join(root, file.path)).map(Hash.sha256))
        }
        evidence = [InputEvidence(planned: plan.ssot, found: isPlanned ? ssot.map(Hash.sha256) : nil)] + stack
        document = ssot.flatMap { SSOTReader.read($0, file: path).document }
    }

    /// The project around the SSOT; `nil` where there is no valid one.
    func project(_ options: Options, _ environment: Environment, root: String) async throws -> Project? {
        guard document != nil else { return nil }
        let location = ProjectLocation(root: root, ssot: ssotPath)
        return try await Project.load(location, options, environment)
    }

    private static func bytes(_ path: String) -> [UInt8]? {
        // Whatever keeps the file from being read, it is not what was planned from.
        try? FileReading.read(path, limit: sizeLimit, followingLinks: true)
    }
}

extension SSOTDocument? {
    /// The demand for other people's signatures. Without a readable SSOT nothing is known of it; the inputs' gate
    /// refuses then.
    func approvals(for plan: Plan) -> ApprovalEvidence {
        guard let section = self?.approval else {
            return ApprovalEvidence(required: 0, key: "approval.required", position: nil)
        }
        let losesData = plan.actions.contains { $0.impact.dataLoss != .none }
        let isStricter = losesData && section.requiredForDataLoss > section.required
        return ApprovalEvidence(
            required: isStricter ? section.requiredForDataLoss : section.required,
            key: isStricter ? "approval.required_for_data_loss" : "approval.required",
            position: section.position
        )
    }
}
