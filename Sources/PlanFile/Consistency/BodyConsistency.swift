import Domain

/// Checks what the calls of an action send.
struct BodyConsistency {
    private let action: Action
    private let path: String

    init(_ action: Action, path: String) {
        self.action = action
        self.path = path
    }

    func check() throws(PlanFileFault) {
        for (index, step) in action.steps.enumerated() {
            if let problem = problem(step) {
                throw .inconsistent(path: "\(path).steps[\(index)]", problem: problem)
            }
        }
    }

    private func problem(_ step: Step) -> String? {
        let references = step.body.map(BodyReference.all) ?? []
        guard references.allSatisfy(BodyConsistency.isSealed) else { return "a secret has no keyed digest" }
        if case .updateContainer(_, let body) = step {
            return BodyConsistency.updates(body) && references.isEmpty ? nil : "an update cannot change this in place"
        }
        guard case .createContainer(_, let reference, _, _, let body) = step else { return nil }
        let image = body["Image"]?.string ?? reference
        return image.hasSameBytes(as: reference) ? nil : "the body names another image"
    }

    private static func isSealed(_ reference: BodyReference) -> Bool {
        switch reference {
        case .secret(let name, let hmac, _):
            let digits = hmac.utf8.dropFirst(AttributeSet.sealedPrefix.utf8.count)
            return !name.isEmpty && AttributeSet.isSealed(hmac) && digits.count == 64
                && digits.isLowercaseHex
        case .container(let name, _), .composeHash(let name): return !name.isEmpty
        }
    }

    private static func updates(_ body: JSON) -> Bool {
        let members = body.members ?? []
        return !members.isEmpty && members.allSatisfy { updatable.contains($0.key) }
    }

    /// What `POST /containers/{id}/update` takes on Linux.
    private static let updatable: Set<String> = [
        "BlkioWeight", "CpuPeriod", "CpuQuota", "CpuRealtimePeriod", "CpuRealtimeRuntime", "CpuShares", "CpusetCpus",
        "CpusetMems", "Memory", "MemoryReservation", "MemorySwap", "NanoCpus", "PidsLimit", "RestartPolicy",
    ]
}
