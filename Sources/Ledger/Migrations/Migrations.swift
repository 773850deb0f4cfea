import GRDB

/// The versions of the schema. Each is plain SQL that speaks no type of the program, and is never edited once shipped.
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
