/// Where audit lines go.
package struct LoggingSection: Sendable, Hashable {
    /// What a desktop's file says about its Supabase table. Nothing is sent there; the values are checked and kept.
    package struct Supabase: Sendable, Hashable {
        package let enabled: Bool
        package let project: Located<String>?
        package let schema: Located<String>?
        package let table: Located<String>?
    }

    package let auditLog: Located<String>?
    package let localFallback: Located<String>?
    /// The one log file of a desktop's SSOT.
    package let localFile: Located<String>?
    package let retentionDays: Int?
    package let supabase: Supabase?

    static let empty = LoggingSection(
        auditLog: nil,
        localFallback: nil,
        localFile: nil,
        retentionDays: nil,
        supabase: nil
    )
}
