internal import Domain
internal import Execution
internal import Files
internal import Inventory
internal import PlanFile
internal import SSOT
internal import Stack

/// The files that a plan pins, as they are now. The SSOT is read once; what is judged is what was hashed.
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
    func project(_ options: Options, _ environment: Environment, root: String) throws -> Project? {
        guard document != nil else { return nil }
        let location = ProjectLocation(root: root, ssot: ssotPath)
        return try Project.load(location, options, environment, guardRules: nil)
    }

    func unreadable(_ plan: Plan) -> Refusal {
        let diagnostic = Diagnostic(
            .inputsMoved,
            "\(plan.ssot.path) cannot be read any more",
            fix: "Run 'reconcile validate', then plan again."
        )
        return Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: [diagnostic])
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

/// The secrets of a plan's bodies, resolved from the stack's files and proven to be the ones that were planned.
struct PlannedSecrets {
    private let plan: Plan
    private let built: BuiltStack?
    private let key: DigestKey

    init(_ plan: Plan, _ built: BuiltStack?, _ key: DigestKey) {
        self.plan = plan
        self.built = built
        self.key = key
    }

    /// - Throws: The refusal (3) that names every value which is missing or another one now, never the value.
    func proven() throws(Refusal) -> SecretValues {
        var values: [String: String] = [:]
        var moved: [Refusal.Moved] = []
        for (address, name, hmac) in references {
            let value = built?.secrets[name]
            if let value, key.digest(of: Array(value.utf8)) == hmac {
                values[name] = value
            } else {
                let found = value == nil ? "missing" : "(changed)"
                moved.append(.init(address: address, field: name, planned: "(pinned)", observed: found))
            }
        }
        guard moved.isEmpty else { throw PlannedSecrets.refusal(moved) }
        return SecretValues(values)
    }

    private var references: [(Address, name: String, hmac: String)] {
        plan.actions.flatMap { action in
            action.steps.compactMap(\.body).flatMap(BodyReference.all).compactMap { reference in
                guard case .secret(let name, let hmac, _) = reference else { return nil }
                return (action.address, name, hmac)
            }
        }
    }

    private static func refusal(_ moved: [Refusal.Moved]) -> Refusal {
        let names = Set(moved.map(\.field)).sortedByBytes().joined(separator: ", ")
        let diagnostic = Diagnostic(
            .planStale,
            "Values that the plan pinned are not the same any more: \(names)",
            fix: "Restore the env files and variables that it was planned with, or plan again."
        )
        return Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: [diagnostic], moved: moved)
    }
}
