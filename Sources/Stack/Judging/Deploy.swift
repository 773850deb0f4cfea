internal import Compose
internal import Domain

/// What only Swarm does. Loading warns already of the keys that do nothing at all outside Swarm (`mode`, `placement`,
/// `update_config`…); these stand within keys that do something.
extension ServiceBuilder {
    mutating func judgeDeploy() {
        guard let deploy = self["deploy"] else { return }
        warn(deploy, ["restart_policy", "delay"])
        warn(deploy, ["restart_policy", "window"])
        warn(deploy, ["resources", "reservations", "cpus"])
        warn(deploy, ["resources", "reservations", "pids"])
        warn(deploy, ["resources", "reservations", "generic_resources"])
        warn(deploy, ["resources", "limits", "generic_resources"])
    }

    private mutating func warn(_ deploy: ComposeValue, _ path: [String]) {
        var parent = deploy
        for key in path.dropLast() {
            guard let next = parent[key] else { return }
            parent = next
        }
        guard let key = path.last, let entry = parent.entry(key), !entry.value.isNull else { return }
        findings.warn(
            "deploy.\(path.joined(separator: "."))",
            of: owner,
            that: "has no effect outside Swarm.",
            fix: "Delete it.",
            at: entry.keyPosition
        )
    }
}

extension ServiceBuilder {
    /// A plan does not depend on the clock.
    mutating func judgePull() {
        guard let policy = self["pull_policy"], let text = policy.text else { return }
        guard ["daily", "weekly"].contains(text) || text.hasBytePrefix("every_") else { return }
        findings.warn(
            "pull_policy",
            of: owner,
            that: "counts as `missing`: a plan does not depend on the clock.",
            fix: "Write `missing`, and name a new tag to update the image.",
            at: policy.position
        )
    }
}
