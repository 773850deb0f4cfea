package import Domain
import GRDB

/// Records one observation of the host: only what changed since the last one. An unchanged host costs one log entry and
/// five rows.
struct ObservationRecorder {
    let database: Database
    let observation: ClassifiedHost
    let run: String
    let kind: RunKind
    let at: Timestamp

    func record() throws -> Int {
        let look = try nextLook()
        try storeAudit(look)
        try GapStore(database: database).store(look)
        let resources = ObservationStore(database: database)
        let before = try resources.present()
        let uses = UseStore(database: database)
        let usage = usage(before)
        let removals = try Removals(database, since: look.previousIndex)
        let lost = try lostVolumes(usage, removals, before: uses.present().keys)
        try store(sightings(usage, lost), before, removals, look)
        try ImageStore(database: database)
            .store(observation.host, usage, direct: observation.directProtection, at: at)
        try uses.store(usage, look)
        return look.number
    }

    /// A volume that the Engine could not list is not gone.
    private func mayBeUnseen(_ key: ResourceKey, _ state: ResourceState) -> Bool {
        key.object.kind == .volume && observation.host.mayHideVolumes(ofDriver: state.volume?.driver)
    }

    private func nextLook() throws -> Look {
        guard let last = try database.row("SELECT number, at, log_idx FROM audits ORDER BY number DESC LIMIT 1") else {
            return Look(number: 1, at: at, previous: nil, previousAt: at, previousIndex: 0)
        }
        let number = try last.int(0)
        return Look(
            number: number + 1,
            at: at,
            previous: number,
            previousAt: try last.time(1),
            previousIndex: try last.int(2)
        )
    }

    /// Uses of a container are kept when a direct rule protects it, or once did.
    private func usage(_ before: [ResourceKey: ObservationStore.Row]) -> HostUsage {
        HostUsage(observation.host) { container in
            let key = ResourceKey(kind: .container, objectID: container.id, name: container.name)
            return observation.directProtection[container.address] != nil || before[key]?.state.protection != nil
        }
    }

    /// Volumes all of whose users of the last observation are gone, where we did not remove every one of these users.
    private func lostVolumes(
        _ usage: HostUsage,
        _ removals: Removals,
        before: some Sequence<HostUsage.Use>
    ) -> Set<Address> {
        let volumes = before.filter { use in
            use.resource.kind == .volume && usage.volumeUsers[use.resource] == nil && !removals.includes(use.userID)
        }
        return Set(volumes.map(\.resource))
    }

    private func sightings(_ usage: HostUsage, _ lost: Set<Address>) -> [Sighting] {
        var seen: Set<ResourceKey> = []
        let volumes = Dictionary(firstWins: observation.host.volumes.map { ($0.address, VolumeIdentity($0)) })
        return observation.resources.compactMap { resource in
            let key = ResourceKey(resource)
            guard seen.insert(key).inserted else { return nil }
            return Sighting(
                key: key,
                resource: resource,
                volume: volumes[resource.address],
                direct: observation.directProtection[resource.address],
                use: use(of: key, usage),
                lostUserNow: lost.contains(key.object)
            )
        }
    }

    private func use(of key: ResourceKey, _ usage: HostUsage) -> Sighting.Use {
        switch key.object.kind {
        case .container, .image: .untracked
        case .volume, .network: usage.used.contains(key.object) ? .used : .unused
        }
    }

    private func store(
        _ sightings: [Sighting],
        _ before: [ResourceKey: ObservationStore.Row],
        _ removals: Removals,
        _ look: Look
    ) throws {
        let store = ObservationStore(database: database)
        let seen = Set(sightings.map(\.key))
        // Objects that are gone are marked first, so that an object that now has the name of one of them can be
        // inserted.
        for (key, row) in before where !seen.contains(key) && !mayBeUnseen(key, row.state) {
            try store.markGone(row, removedBy: removals.run(thatRemoved: key), look)
        }
        for sighting in sightings {
            let prior = before[sighting.key]
            let state = ResourceState(sighting, after: prior?.state, look)
            guard state != prior?.state else { continue }
            let id = try prior?.id ?? store.insert(state, sighting.key, look)
            if prior != nil { try store.update(id, state) }
            if state.isNotable(after: prior?.state) { try store.note(id, state, look) }
        }
    }
}

extension ObservationRecorder {
    /// Writes the log entry of the observation and its counts.
    func storeAudit(_ look: Look) throws {
        let counts = observation.counts
        let entry = LogEntry(kind: .auditRecorded, run: run, at: at, what: what(look, counts))
        let index = try LogStore(database: database).append(entry)
        let engine = observation.host.engine
        try database.run(
            """
            INSERT INTO audits(number, run_id, kind, at, engine_id, engine_name, missing, log_idx)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                look.number, run, kind.rawValue, at.secondsSince1970, engine.id, engine.name,
                observation.missing.count, index,
            ]
        )
        for kind in ResourceKind.allCases {
            try database.run(
                """
                INSERT INTO audit_counts(audit, kind, expected, extra_safe_delete, protected, unknown)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    look.number, kind.rawValue, counts[kind, .expected], counts[kind, .extraSafeDelete],
                    counts[kind, .protected], counts[kind, .unknown],
                ]
            )
        }
    }

    /// Lists every protected address with its ID and rule in the log entry, so that the log alone proves what had to be
    /// kept.
    private func what(_ look: Look, _ counts: ClassCounts) -> JSON {
        let protected = observation.resources.filter { $0.class == .protected }.map { resource -> JSON in
            [
                "address": .string(resource.address.description), "id": .string(resource.id),
                "rule": .string(resource.rule.name.rawValue),
            ]
        }
        return [
            "audit": .number(look.number), "counts": counts.json, "engine": observation.host.engine.json,
            "for": .string(kind.rawValue), "missing": .strings(observation.missing.map(\.description)),
            "observed_at": .string(observation.host.observedAt.description), "protected": .array(protected),
        ]
    }
}

extension Ledger {
    /// Records what a run observed, in one transaction, and updates what the ledger remembers of the host.
    ///
    /// The run must have begun. `kind`: the command that observed, `audit`, `plan` or `apply`. The number of the
    /// recorded observation is returned.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written, or the run did not begin.
    @discardableResult
    package func record(
        observation: ClassifiedHost,
        run: String,
        kind: RunKind,
        at: Timestamp
    ) throws(LedgerFault) -> Int {
        try write { database in
            try ObservationRecorder(database: database, observation: observation, run: run, kind: kind, at: at)
                .record()
        }
    }
}
