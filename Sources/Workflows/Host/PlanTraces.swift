import Domain
import Inventory
import Ledger

/// Whether the objects on an engine were made by applies that its ledger knows.
struct PlanTraces {
    let ledger: Ledger
    let environment: Environment

    /// Hashes of plan files that this ledger never used, sorted. After `init` was told that an earlier ledger is lost,
    /// this observation takes its hashes over.
    func unknown(on host: ObservedHost) throws -> [String] {
        let found = PlanTraces.hashes(on: host)
        return try LedgerFailure.guarded {
            let takesOver = try ledger.takesOver()
            guard !found.isEmpty || takesOver else { return [] }
            let known = try ledger.takenOverPlans()
            let unknown = try found.subtracting(known).filter { try ledger.runThatUsed($0) == nil }
            guard takesOver else { return unknown.sortedByBytes() }
            try ledger.takeOver(unknown, at: environment.now())
            return []
        }
    }

    /// An image may be loaded from another host with labels of that host, and its containers inherit them, so those do
    /// not count.
    private static func hashes(on host: ObservedHost) -> Set<String> {
        let ofImages = Dictionary(firstWins: host.images.map { ($0.id, $0.labels.planFileHash) })
        let ofContainers = host.containers.compactMap { container in
            let own = container.labels.planFileHash
            return own == ofImages[container.imageID] ?? nil ? nil : own
        }
        let labels = host.volumes.map(\.labels) + host.networks.map(\.labels)
        return Set(ofContainers + labels.compactMap(\.planFileHash))
    }
}
