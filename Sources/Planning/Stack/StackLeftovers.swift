import Domain

/// Containers with our project's labels that the stack does not declare any more: reported, and never deleted for that
/// alone.
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
        // A container of another class than `unknown` is reported only if it may write the stack's data.
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

/// Differences of the stack's containers that the plan does not remove, each with its reason.
struct StackOmissions {
    let host: StackView
    let needs: [String: ContainerChange]

    var all: [Omission] {
        blocked + foreign
            + host.desired.containers.flatMap { wanted in
                host.standing(wanted.name).map { omissions(wanted, $0) } ?? []
            }
    }

    private var blocked: [Omission] {
        needs.compactMap { name, need in
            need.blockedReason.map { Omission(Address(.container, name), .heldBack, $0) }
        }
    }

    /// Foreign containers that would be changed if they were ours.
    private var foreign: [Omission] {
        let judgement = ContainerDecision(host: host, sparesForeign: false)
        return host.desired.containers.compactMap { wanted in
            let container = host.container(named: wanted.name) ?? host.standing(wanted.name)
            guard let container, host.verdict(on: container)?.notes.contains(.foreign) == true else { return nil }
            if case .nothing = judgement.need(of: wanted) { return nil }
            let adopting = "'adopt: [\"\(container.address)\"]'"
            return Omission(container.address, .foreign, "foreign, and left alone until the SSOT says \(adopting)")
        }
    }

    private func omissions(_ wanted: DesiredContainer, _ container: ObservedContainer) -> [Omission] {
        let verdict = host.verdict(on: container)
        guard verdict?.class == .expected, verdict?.notes.contains(.foreign) == false, let detail = container.detail
        else { return [] }
        let comparison = StackComparison(
            host: host,
            wanted: wanted,
            container: container,
            detail: detail
        )
        let told: [(Omission.Code, String?)] = [
            (.notCompared, uncompared(comparison)), (.notTaken, untaken(comparison)),
            (.postponed, postponed(comparison, wanted)), (.removesItself, vanishing(detail)),
        ]
        let address = Address(.container, wanted.name)
        return told.compactMap { code, text in text.map { Omission(address, code, $0) } }
            + rewritten(wanted, detail).map { Omission(address, .contentRewritten, $0) }
    }

    private func uncompared(_ comparison: StackComparison) -> String? {
        let keys = comparison.uncompared.map(\.description).joined(separator: ", ")
        return keys.isEmpty || host.assumesSecrets
            ? nil : "not compared, since the host's digest key is not here (RECONCILE_DIGEST_KEY): \(keys)"
    }

    /// Attributes that the Engine did not take; replacing the container would not change them.
    private func untaken(_ comparison: StackComparison) -> String? {
        let keys = comparison.untaken.map(\.description).joined(separator: ", ")
        return keys.isEmpty ? nil : "made from this very file, and the Engine did not take \(keys)"
    }

    /// Changes that wait for the next plan, because a renamed container gets its name back first.
    private func postponed(_ comparison: StackComparison, _ wanted: DesiredContainer) -> String? {
        guard case .update = needs[wanted.name] else { return nil }
        let keys = comparison.changes.filter { $0.effect == .replace }.map(\.attribute.description)
        return keys.isEmpty ? nil : "to be replaced for \(keys.joined(separator: ", ")) when it has its name again"
    }

    private func rewritten(_ wanted: DesiredContainer, _ detail: ObservedContainer.Detail) -> [String] {
        MountedFiles(
            wanted: wanted.attributes,
            otherContents: wanted.otherContents,
            observed: detail.attributes
        )
        .rewritten.map {
            "the file behind \($0) is not what it was when the container was made; "
                + "it is mounted writable, so the container may have written it. Mount it ':ro' to have it compared"
        }
    }

    private func vanishing(_ detail: ObservedContainer.Detail) -> String? {
        detail.autoRemove ? "removes itself when it stops, which no stack asks for: make it anew by hand" : nil
    }
}

/// Containers of our project whose service the stack does not declare any more, as a service leaves one behind that was
/// given another name.
struct StackOrphans {
    let host: StackView

    func contains(_ container: ObservedContainer) -> Bool {
        let labels = container.labels
        guard labels.composeProject == host.desired.project, !labels.isOneOff,
            !host.desired.origin.isElsewhere(labels), let service = labels.composeService
        else { return false }
        return !host.desired.containers.contains { $0.service.hasSameBytes(as: service) }
    }

    /// Why a container cannot begin beside an orphan: both would write the same data.
    func obstacle(to wanted: DesiredContainer) -> String? {
        let written = StackOrphans.written(wanted.attributes)
        guard !written.isEmpty else { return nil }
        return host.containers.lazy.filter { runsAgain($0) && contains($0) }.compactMap { orphan in
            shared(written, orphan).map { obstacle(orphan, $0) }
        }.first
    }

    private func obstacle(_ orphan: ObservedContainer, _ data: Mount) -> String {
        let state = orphan.state.isAlive ? "runs" : "starts again with the Engine"
        return "its \(data.shownSource) is written by \(orphan.address), which \(state), and whose service is not in "
            + "the stack any more: remove that one first ('docker rm -f \(orphan.name)'; its data stay)"
    }

    /// What an orphan shares with the stack while it runs or may run again.
    func danger(_ orphan: ObservedContainer) -> String {
        let services = host.desired.containers.flatMap { StackOrphans.written($0.attributes) }
        guard runsAgain(orphan), let data = shared(services, orphan) else { return "" }
        let state = orphan.state.isAlive ? "it runs" : "it starts again with the Engine"
        return "; \(state), and writes the \(data.shownSource) of the stack: 'docker rm -f \(orphan.name)' removes it"
    }

    /// A restart policy brings a stopped container back when the Engine starts.
    private func runsAgain(_ container: ObservedContainer) -> Bool {
        container.state.isAlive || !["", "no"].contains(container.detail?.attributes[.restart] ?? "no")
    }

    private func shared(_ written: [Mount], _ orphan: ObservedContainer) -> Mount? {
        let own = orphan.detail.map { StackOrphans.written($0.attributes) } ?? []
        return written.first { data in own.contains { $0.type == data.type && $0.source.hasSameBytes(as: data.source) }
        }
    }

    /// Named volumes and folders that may be written; sockets and what the system keeps hold no service's data.
    private static func written(_ attributes: AttributeSet) -> [Mount] {
        attributes.members(of: .mount).compactMap(attributes.mount).filter { mount in
            guard !mount.isReadOnly else { return false }
            return mount.namedVolume != nil || mount.type == "bind" && mount.holdsData
        }
    }
}

extension Mount {
    fileprivate var holdsData: Bool {
        let system = ["/dev/", "/proc/", "/sys/", "/run/", "/var/run/", "/tmp/.X11-unix/"]
        return !source.hasByteSuffix(".sock") && !system.contains { (source + "/").hasBytePrefix($0) }
    }

    fileprivate var shownSource: String { "\(type == "volume" ? "volume" : "folder") \(source)" }
}
