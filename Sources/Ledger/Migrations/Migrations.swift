import GRDB

/// The versions of the schema. Each is plain SQL that uses no type of the program, so that later changes of the code
/// cannot alter it, and it is never edited once shipped.
enum Migrations {
    static let all = [Migration001.sql, Migration002.sql, Migration003.sql]

    static var newest: Int { all.count }

    static func version(of database: Database) throws -> Int {
        Int(try database.row("PRAGMA user_version")?.integer(0) ?? 0)
    }

    /// Brings the schema from the file's version to the newest; the caller's transaction makes it all or nothing.
    static func run(_ database: Database, from version: Int) throws {
        for sql in all.dropFirst(version).joined() { try database.execute(sql: sql) }
        try database.execute(sql: "PRAGMA user_version = \(newest)")
        try database.execute(sql: "PRAGMA application_id = \(Connection.applicationID)")
    }
}

/// Version 2: how long nobody looked, and which driver a volume has.
enum Migration002 {
    static let sql = [gaps, drivers]

    private static let gaps = """
        -- Stretches of more than a day between two looks. What nobody watched may have been used.
        CREATE TABLE look_gaps(
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            PRIMARY KEY (from_at, to_at),
            CHECK (to_at > from_at)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO look_gaps(from_at, to_at)
        SELECT DISTINCT before.at, next.at
        FROM audits next JOIN audits before ON before.number = next.number - 1
        WHERE next.at > before.at + 86400;
        """

    private static let drivers = """
        -- Of volumes only; NULL where version 1 recorded them last. A driver that cannot list its volumes hides them.
        ALTER TABLE resource_state ADD COLUMN driver TEXT;
        """
}

/// Version 3: what later steps did to an object, found without going through all steps.
enum Migration003 {
    static let sql = ["CREATE INDEX steps_by_object ON steps(object_id, run_id);"]
}
