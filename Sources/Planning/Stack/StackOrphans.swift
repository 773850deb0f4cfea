internal import Domain

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
