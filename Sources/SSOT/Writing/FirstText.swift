import Domain

/// The text of a first SSOT. It deletes nothing until somebody takes the `#` off what is safe to delete.
package struct FirstText {
    private let env: String
    private let entries: FirstEntries
    /// Where an editor finds the schema, as seen from the file; `nil` for none.
    private let schema: String?

    /// `env`: a valid name of an environment.
    package init(env: String, _ entries: FirstEntries, schema: String?) {
        self.env = env
        self.entries = entries
        self.schema = schema
    }

    /// Valid for the reader, with nothing to warn of, whatever the entries are.
    package var text: String {
        let lines = head + stack + lists + rules + limits
        return lines.map { $0 + "\n" }.joined()
    }

    private var head: [String] {
        (schema.map { ["# yaml-language-server: $schema=\($0)"] } ?? []) + [
            "# What may and must exist on this host. Review it, then run 'reconcile validate' and 'reconcile audit'.",
            "# 'reconcile help ssot' lists all keys, 'reconcile help ssot.limits' explains one.",
            "",
            "docker_\(env)_ssot:",
            "  env: \"\(env)\"",
            "",
        ]
    }

    private var stack: [String] {
        if let stack = entries.stack {
            return [
                "  # The definition of the stack: 'reconcile plan' brings the host to it. What it declares is expected.",
                "  stack:",
                "    project: \(quoted(stack.project))",
                "    compose:",
                "      - \(quoted(stack.file))",
                "",
            ]
        }
        guard !entries.projects.isEmpty else { return [] }
        return ["  # Compose projects that run here. A section 'stack' names the files of one, for plans to manage it:"]
            + entries.projects.map { "  #   \(quoted($0.name)): \($0.files.map(quoted).joined(separator: ", "))" }
            + [""]
    }

    private var lists: [String] {
        let intro =
            entries.stack == nil
            ? "  # What may and must exist here. It is never deleted." : "  # What else may and must exist here."
        return [intro] + list("allowed_containers", entries.containers) + list("allowed_images", entries.images)
            + list("allowed_volumes", entries.volumes) + list("networks", entries.networks) + [""]
    }

    private func list(_ key: String, _ list: FirstEntries.List) -> [String] {
        [list.names.isEmpty ? "  \(key): []" : "  \(key):"] + list.names.map { "    - \(quoted($0))" }
            + list.leftOut.map { "    # left out: \(quoted($0.name)) (\(quoted($0.why).dropFirst().dropLast()))" }
    }

    private var rules: [String] {
        [
            "  protection_rules:",
            "    # prod-, stable-, ipai- and odoo-erp-prod are always protected; add your own prefixes here.",
            "    keep_named_prefixes: []",
        ] + patterns + [
            "    # Take the # off to delete images without tag and digest after so many unused days.",
            "    # delete_unnamed_older_than_days: 14",
            "",
            "  cleanup_policy:",
            "    # The least time that an image or a volume was unused before a pattern may delete it.",
            "    max_unused_image_age_days: 14",
            "    max_unused_volume_age_days: 30",
            "",
        ]
    }

    /// None that fits what is kept.
    private var patterns: [String] {
        let kept = entries.keptFromDeleting
        let free = ["test-*", "tmp-*", "experiment-*"].filter { pattern in !kept.contains { Glob(pattern).matches($0) }
        }
        guard !free.isEmpty else { return [] }
        return [
            "    # Only names that match one of these may be deleted: anchored, exact case. Take the # off what may go.",
            "    # safe_to_delete_patterns:",
        ] + free.map { "    #   - \(quoted($0))" }
    }

    private var limits: [String] {
        [
            "  # How much one plan may delete.",
            "  limits:",
            "    max_deletes: \(Limits.defaultMaxDeletes)",
            "    max_delete_percent: \(Limits.defaultMaxDeletePercent)",
        ]
    }

    /// Brackets and ampersands are escaped: the reader heeds those in quotes and comments too when it looks for deep
    /// nesting and for aliases.
    private func quoted(_ text: String) -> String {
        yamlQuoted(text).unicodeScalars.map { scalar in
            switch scalar {
            case "[": "\\x5B"
            case "{": "\\x7B"
            case "&": "\\x26"
            default: String(scalar)
            }
        }.joined()
    }
}
