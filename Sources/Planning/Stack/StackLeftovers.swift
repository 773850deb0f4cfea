internal import Domain

/// What bears the marks of our project and is no part of the stack any more: told, and never deleted by that alone.
struct StackLeftovers {
    let host: StackHost

    var omissions: [Omission] { host.containers.compactMap(orphan) }

    private func orphan(_ container: ObservedContainer) -> Omission? {
        let labels = container.labels
        guard labels.composeProject == host.desired.project, !labels.isOneOff, !host.desired.origin.isElsewhere(labels),
            let service = labels.composeService, host.verdict(on: container)?.class == .unknown
        else { return nil }
        let isDeclared = host.desired.containers.contains { $0.service.hasSameBytes(as: service) }
        return isDeclared
            ? Omission(
                container.address,
                .surplus,
                "one more container of the service \(service) than the stack declares"
            )
            : Omission(
                container.address,
                .orphan,
                "orphan of the project, whose service \(service) is not in the stack any more"
            )
    }
}
