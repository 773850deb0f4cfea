internal import Domain

/// What bears the marks of our project and is no part of the stack any more: told, and never deleted by that alone.
struct StackLeftovers {
    let host: StackHost

    var omissions: [Omission] { host.containers.compactMap(orphan) + host.containers.compactMap(setAside) }

    private func orphan(_ container: ObservedContainer) -> Omission? {
        let labels = container.labels
        guard labels.composeProject == host.desired.project, !labels.isOneOff, isFromOurFiles(labels),
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

    /// Another project may bear the same name in another folder.
    private func isFromOurFiles(_ labels: ObservedLabels) -> Bool {
        (labels.composeWorkingDirectory ?? host.desired.workingDirectory)
            .hasSameBytes(as: host.desired.workingDirectory)
            && (labels.composeConfigFiles ?? host.desired.configFiles).hasSameBytes(as: host.desired.configFiles)
    }

    /// The one that replaced it bears its name already. It may hold the only good state, so people decide.
    private func setAside(_ container: ObservedContainer) -> Omission? {
        guard let name = host.nameBeforeSetAside(container), let new = host.container(named: name),
            host.wanted(name) != nil
        else { return nil }
        return Omission(
            container.address,
            .setAside,
            "set aside by a replacement that did not end; \(new.address) bears its name now. "
                + "Look at both, then remove one by hand"
        )
    }
}
