internal import Domain

/// What bears the marks of our project and is no part of the stack any more: told, and never deleted by that alone.
struct StackLeftovers {
    let host: StackView

    var omissions: [Omission] { host.containers.compactMap(orphan) }

    private func orphan(_ container: ObservedContainer) -> Omission? {
        let labels = container.labels
        guard labels.composeProject == host.desired.project, !labels.isOneOff, !host.desired.origin.isElsewhere(labels),
            let service = labels.composeService, let verdict = host.verdict(on: container)
        else { return nil }
        let isOrphan = host.orphans.contains(container)
        if verdict.rule.name == .setAside, isOrphan {
            return Omission(
                container.address,
                .setAside,
                "set aside by a replacement that did not end, of the service \(service), which is not in the stack any more;"
                    + " remove it by hand when nobody needs it"
            )
        }
        let danger = isOrphan ? host.orphans.danger(container) : ""
        // Whoever lists a name means it; that two write the same data is told all the same.
        guard verdict.class == .unknown || !danger.isEmpty else { return nil }
        return isOrphan
            ? Omission(
                container.address,
                .orphan,
                "orphan of the project, whose service \(service) is not in the stack any more\(danger)"
            )
            : Omission(
                container.address,
                .surplus,
                "one more container of the service \(service) than the stack declares"
            )
    }
}
