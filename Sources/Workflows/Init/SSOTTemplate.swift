import Classification
import Domain
import JSON

/// What a first SSOT lists.
struct FirstEntries {
    /// The Compose file below the root, with its project.
    struct Stack {
        let file: String
        let project: String
    }

    var containers: [String] = []
    var images: [String] = []
    var volumes: [String] = []
    var networks: [String] = []
    var stack: Stack?

    /// What runs on a host, but for what is protected anyway: an SSOT that also allowed it would contradict itself.
    init(_ host: ObservedHost, _ protection: DirectProtection) {
        let running = host.containers.filter { $0.state == .running && protection.rule(for: $0) == nil }
        let builtIn: Set<String> = ["bridge", "host", "none"]
        let kept = Set(
            host.volumes.filter { protection.rule(for: $0) != nil }.map(\.address)
                + host.networks.filter { protection.rule(for: $0) != nil }.map { Address(.network, $0.name) }
        )
        containers = running.map(\.name)
        images = running.map(\.imageReference).filter {
            !ImageReference.isImageID($0) && protection.rule(forReference: $0) == nil
        }
        volumes = running.flatMap { $0.mounts.compactMap(\.volume) }.filter {
            !ObservedVolume.looksAnonymous($0) && !kept.contains(Address(.volume, $0))
        }
        networks = running.flatMap { $0.networks.map(\.name) }.filter {
            !builtIn.contains($0) && !kept.contains(Address(.network, $0))
        }
    }

    /// What a stack declares; `default` is Compose's own network, which nobody lists.
    init(_ desired: DesiredStack, file: String) {
        containers = desired.containers.map(\.name)
        images = desired.containers.map(\.image)
        volumes = desired.volumes.map(\.key)
        networks = desired.networks.map(\.key).filter { $0 != "default" }
        stack = Stack(file: file, project: desired.project)
    }

    init() {}
}

/// The text of a first SSOT. It deletes nothing until somebody writes what is safe to delete.
enum SSOTTemplate {
    static func text(env: String, _ entries: FirstEntries) -> String {
        """
        # yaml-language-server: $schema=../schema/ssot.schema.json
        # What may and must exist on this host. Review it, then run 'reconcile validate' and 'reconcile audit'.

        docker_\(env)_ssot:
          env: "\(env)"
        \(entries.stack.map(stack) ?? "")
          # These belong to the stack and are never deleted.
          allowed_containers:\(list(entries.containers))
          allowed_images:\(list(entries.images))
          allowed_volumes:\(list(entries.volumes))
          networks:\(list(entries.networks))

          protection_rules:
            # prod-, stable-, ipai- and odoo-erp-prod are always protected; add your own prefixes here.
            keep_named_prefixes: []
            # Only names that match one of these may be deleted: anchored, exact case.
            safe_to_delete_patterns:\(patterns(entries))

          limits:
            max_deletes: \(Limits.defaultMaxDeletes)
            max_delete_percent: \(Limits.defaultMaxDeletePercent)

        """
    }

    /// None that fits what is allowed.
    private static func patterns(_ entries: FirstEntries) -> String {
        let names = entries.containers + entries.images + entries.volumes + entries.networks
        let free = ["test-", "tmp-", "experiment-"].filter { prefix in !names.contains { $0.hasBytePrefix(prefix) } }
        return free.isEmpty ? " []" : free.map { "\n      - \(quoted($0 + "*"))" }.joined()
    }

    private static func stack(_ stack: FirstEntries.Stack) -> String {
        """

          # The definition of the stack: 'reconcile plan' brings the host to it.
          stack:
            project: \(quoted(stack.project))
            compose:
              - \(quoted(stack.file))

        """
    }

    private static func list(_ names: [String]) -> String {
        let names = Set(names).sortedByBytes()
        return names.isEmpty ? " []" : names.map { "\n    - \(quoted($0))" }.joined()
    }

    private static func quoted(_ text: String) -> String { JSON.string(text).text(.compact) }
}
