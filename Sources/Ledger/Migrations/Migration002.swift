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
