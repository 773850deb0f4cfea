import Domain
import GRDB

/// The tables of uses and of images, as the last observation left them.
struct UseStore {
    let database: Database

    func present() throws -> [HostUsage.Use: (id: Int64, names: HostUsage.Names)] {
        var uses: [HostUsage.Use: (id: Int64, names: HostUsage.Names)] = [:]
        let cursor = try database.rowCursor(
            "SELECT id, user_id, user_name, kind, resource_id, resource_name FROM use_state WHERE last_audit IS NULL"
        )
        while let row = try cursor.next() {
            let resource = Address(try row.value(3, as: ResourceKind.self), try row.text(4))
            let use = HostUsage.Use(userID: Address(.container, try row.text(1)), resource: resource)
            uses[use] = (try row.integer(0), HostUsage.Names(user: try row.text(2), resource: try row.text(5)))
        }
        return uses
    }

    /// Writes only what differs from the last observation.
    func store(_ usage: HostUsage, _ look: Look) throws {
        let before = try present()
        let now = usage.remembered.merging(UseStore.untold(before, usage)) { seen, _ in seen }
        for (use, entry) in before where now[use] == nil {
            try database.run("UPDATE use_state SET last_audit = ? WHERE id = ?", [look.previous, entry.id])
        }
        for (use, names) in now {
            guard let known = before[use] else {
                try insert(use, names, look)
                continue
            }
            guard known.names != names else { continue }
            try database.run(
                "UPDATE use_state SET user_name = ?, resource_name = ? WHERE id = ?",
                [names.user, names.resource, known.id]
            )
        }
    }

    /// Known uses of namespaces by containers that this observation did not inspect: they are assumed to continue.
    private static func untold(
        _ before: [HostUsage.Use: (id: Int64, names: HostUsage.Names)],
        _ usage: HostUsage
    ) -> [HostUsage.Use: HostUsage.Names] {
        var untold: [HostUsage.Use: HostUsage.Names] = [:]
        for (use, entry) in before where use.resource.kind == .container {
            guard let user = usage.uninspected[use.userID] else { continue }
            untold[use] = HostUsage.Names(user: user, resource: entry.names.resource)
        }
        return untold
    }

    private func insert(_ use: HostUsage.Use, _ names: HostUsage.Names, _ look: Look) throws {
        try database.run(
            """
            INSERT INTO use_state(user_id, user_name, kind, resource_id, resource_name, first_audit)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                use.userID.name, names.user, use.resource.kind.rawValue, use.resource.name, names.resource,
                look.number,
            ]
        )
    }
}

/// The table of images by ID.
struct ImageStore {
    let database: Database

    func all() throws -> [Address: (state: ImageState, isPresent: Bool)] {
        var images: [Address: (state: ImageState, isPresent: Bool)] = [:]
        let cursor = try database.rowCursor(
            "SELECT image_id, present, first_unused, protected_first, protected_until FROM image_state"
        )
        while let row = try cursor.next() {
            let state = ImageState(
                firstUnused: row.optionalTime(2),
                protectedFirst: row.optionalTime(3),
                protectedUntil: row.optionalTime(4)
            )
            images[Address(.image, try row.text(0))] = (state, try row.integer(1) == 1)
        }
        return images
    }

    /// Writes only what differs from the last observation. An image that is gone and never bore a protected tag is
    /// forgotten.
    func store(_ host: ObservedHost, _ usage: HostUsage, direct: [Address: DecidingRule], at: Timestamp) throws {
        let before = try all()
        var seen: Set<Address> = []
        for image in host.images where seen.insert(Address(.image, image.id)).inserted {
            let key = Address(.image, image.id)
            let prior = before[key]
            let state = ImageState(
                isUsed: usage.used.contains(key),
                bearsProtectedTag: image.addresses.contains { direct[$0] != nil },
                after: prior?.state,
                wasPresent: prior?.isPresent ?? false,
                at: at
            )
            if prior?.state != state || prior?.isPresent != true { try write(image.id, state) }
        }
        for (key, prior) in before where prior.isPresent && !seen.contains(key) { try leave(key, prior.state, at: at) }
    }

    private func leave(_ key: Address, _ state: ImageState, at: Timestamp) throws {
        guard state.protectedFirst != nil else {
            return try database.run("DELETE FROM image_state WHERE image_id = ?", [key.name])
        }
        try database.run(
            "UPDATE image_state SET present = 0, protected_until = coalesce(protected_until, ?) WHERE image_id = ?",
            [at.secondsSince1970, key.name]
        )
    }

    private func write(_ id: String, _ state: ImageState) throws {
        try database.run(
            """
            INSERT INTO image_state(image_id, present, first_unused, protected_first, protected_until)
            VALUES (?, 1, ?, ?, ?) ON CONFLICT(image_id) DO UPDATE SET present = 1,
                first_unused = excluded.first_unused, protected_first = excluded.protected_first,
                protected_until = excluded.protected_until
            """,
            [
                id, state.firstUnused?.secondsSince1970, state.protectedFirst?.secondsSince1970,
                state.protectedUntil?.secondsSince1970,
            ]
        )
    }
}
