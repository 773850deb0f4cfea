internal import Domain

/// The text of a first SSOT. It deletes nothing until somebody writes what is safe to delete.
enum SSOTTemplate {
    static func text(env: String, host: ObservedHost?) -> String {
        let containers = host.map { $0.containers.filter { $0.state == .running }.map(\.name) } ?? []
        let used = Set(containers)
        let running = host?.containers.filter { used.contains($0.name) } ?? []
        let images = Set(running.map(\.imageReference).filter { !ImageReference.isImageID($0) }).sortedByBytes()
        let volumes = Set(running.flatMap { $0.mounts.compactMap(\.volume) }.filter { $0.utf8.count != 64 })
            .sortedByBytes()
        let builtIn: Set<String> = ["bridge", "host", "none"]
        let networks = Set(running.flatMap { $0.networks.map(\.name) }).subtracting(builtIn).sortedByBytes()
        return """
            # yaml-language-server: $schema=../schema/ssot.schema.json
            # What may and must exist on this host. Review it, then run 'reconcile validate' and 'reconcile audit'.

            docker_\(env)_ssot:
              env: "\(env)"

              # These belong to the stack and are never deleted.
              allowed_containers:\(list(containers.sortedByBytes()))
              allowed_images:\(list(images))
              allowed_volumes:\(list(volumes))
              networks:\(list(networks))

              protection_rules:
                # prod-, stable-, ipai- and odoo-erp-prod are always protected; add your own prefixes here.
                keep_named_prefixes: []
                # Only names that match one of these may be deleted: anchored, exact case.
                safe_to_delete_patterns:
                  - "test-*"
                  - "tmp-*"
                  - "experiment-*"

              limits:
                max_deletes: \(Limits.defaultMaxDeletes)
                max_delete_percent: \(Limits.defaultMaxDeletePercent)

            """
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? " []" : names.map { "\n    - \(JSON.string($0).text(.compact))" }.joined()
    }
}
