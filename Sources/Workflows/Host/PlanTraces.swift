internal import Domain
internal import Ledger

/// Whether the objects on an engine were made by applies that its ledger knows.
struct PlanTraces {
    let ledger: Ledger
    let environment: Environment

    /// Hashes of plan files that this ledger never used, sorted. Where the steward said that an earlier ledger is gone,
    /// its traces are taken over at this look.
    func unknown(on host: ObservedHost) throws -> [String] {
        let found = PlanTraces.hashes(on: host)
        return try LedgerFailure.guarded {
            let takesOver = try ledger.takesOver()
            guard !found.isEmpty || takesOver else { return [] }
            let known = try ledger.takenOverPlans()
            let unknown = try found.subtracting(known).filter { try ledger.isUsed($0) == nil }
            guard takesOver else { return unknown.sortedByBytes() }
            try ledger.takeOver(unknown, at: environment.now())
            return []
        }
    }

    /// Images are loaded from elsewhere with the labels that they had there, and hand them to their containers.
    private static func hashes(on host: ObservedHost) -> Set<String> {
        let ofImages = Dictionary(
            host.images.map { ($0.id, $0.labels.planFileHash) },
            uniquingKeysWith: { one, _ in one }
        )
        let ofContainers = host.containers.compactMap { container in
            let own = container.labels.planFileHash
            return own == ofImages[container.imageID] ?? nil ? nil : own
        }
        let labels = host.volumes.map(\.labels) + host.networks.map(\.labels)
        return Set(ofContainers + labels.compactMap(\.planFileHash))
    }
}
