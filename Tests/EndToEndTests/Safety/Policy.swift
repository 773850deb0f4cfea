/// The SSOT of one scene: the stack's one container, its image, and the rules that the test is about.
struct Policy {
    var keptPrefixes: [String] = []
    var safePatterns = ["test-*", "tmp-*"]
    var unnamedImageDays = 14
    /// Further lines at the depth of `env:`.
    var more = ""

    var text: String {
        """
        docker_staging_ssot:
          env: staging
          host: localhost
          allowed_containers: ["odoo-staging"]
          allowed_images: ["odoo:18.0"]
          protection_rules:
            keep_named_prefixes: \(list(keptPrefixes))
            delete_unnamed_older_than_days: \(unnamedImageDays)
            safe_to_delete_patterns: \(list(safePatterns))
          limits:
            max_deletes: 500
            max_delete_percent: 100
        \(more)

        """
    }

    private func list(_ values: [String]) -> String { "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
}
