import Domain
import GRDB

/// What the ledger keeps of the uses on a host.
struct HostUsage {
    /// One use by one container.
    struct Use: Hashable {
        let userID: Address
        let resource: Address
    }

    struct Names: Equatable {
        let user: String
        let resource: String
    }

    private(set) var used: Set<Address> = []
    /// The uses worth remembering: every volume, and everything of containers that are or were protected.
    private(set) var remembered: [Use: Names] = [:]
    /// IDs of the containers that mount each volume.
    private(set) var volumeUsers: [Address: Set<Address>] = [:]
    /// The names, by ID, of containers that were listed and not inspected: whose pid and ipc namespaces they share is
    /// not known.
    private(set) var uninspected: [Address: String] = [:]

    /// Reads all uses. `isRemembered`: whether all uses of a container must be remembered after it is gone. Where the
    /// user is no container, only the fact that the object is used is kept.
    init(_ host: ObservedHost, isRemembered: (ObservedContainer) -> Bool) {
        let uses = Uses(host)
        let keepsAll = uses.containers.map(isRemembered)
        for container in uses.containers where container.detail == nil {
            uninspected[Address(.container, container.id)] = container.name
        }
        for use in uses.all where use.way != .childImage {
            guard case .object(let resource) = use.used else { continue }
            used.insert(resource)
            guard let place = use.container, keepsAll[place] || resource.kind == .volume else { continue }
            let user = Address(.container, uses.containers[place].id)
            remembered[Use(userID: user, resource: resource)] = Names(
                user: uses.containers[place].name,
                resource: use.name
            )
            if resource.kind == .volume { volumeUsers[resource, default: []].insert(user) }
        }
    }
}

/// The table of periods without an observation.
struct GapStore {
    let database: Database

    func store(_ look: Look) throws {
        let gap = ObservationGap(from: look.previousAt, to: look.at)
        guard gap.isKept else { return }
        try database.run(
            "INSERT INTO look_gaps(from_at, to_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [gap.from.secondsSince1970, gap.to.secondsSince1970]
        )
    }

    /// Those that are kept, and the one that goes on until now.
    func all(until now: Timestamp) throws -> [ObservationGap] {
        let kept = try database.rows("SELECT from_at, to_at FROM look_gaps ORDER BY from_at").map { row in
            ObservationGap(from: try row.time(0), to: try row.time(1))
        }
        guard let last = try database.row("SELECT at FROM audits ORDER BY number DESC LIMIT 1") else { return kept }
        let open = ObservationGap(from: try last.time(0), to: now)
        return open.isKept ? kept + [open] : kept
    }
}
