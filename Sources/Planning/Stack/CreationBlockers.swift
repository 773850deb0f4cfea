import Classification
import Domain

/// What prevents a container from being created or replaced.
struct CreationBlockers {
    let host: StackView

    /// The first reason not to make the container; `nil` where there is none.
    func fault(making wanted: DesiredContainer, insteadOf old: ObservedContainer? = nil) -> String? {
        old.flatMap(replacing)
            ?? unknown(in: wanted.body)
            ?? protected(wanted)
            ?? image(wanted)
            ?? parts(wanted)
    }

    /// What a body holds that only the host's key can seal.
    func unknown(in body: JSON) -> String? {
        guard !host.assumesSecrets else { return nil }
        let secrets = BodyReference.unknownSecrets(in: body)
        let labels = (body["Labels"]?.members ?? []).filter { $0.value.string.map(AttributeSet.isUnknown) ?? false }
        let names = secrets + labels.map { "the file behind \($0.key.text(after: "reconcile.content.") ?? $0.key)" }
        guard !names.isEmpty else { return nil }
        return "the host's digest key is not here (RECONCILE_DIGEST_KEY), which seals \(names.joined(separator: ", "))"
    }

    /// Why the container must not be stopped. A mere restart counts too, since it begins the container's namespaces
    /// anew.
    func stopping(_ container: ObservedContainer) -> String? {
        if container.detail?.autoRemove == true { return "it removes itself when it stops: make it anew by hand" }
        let names = Set(host.desired.containers.map(\.name))
        let stranger = host.sharers(of: container).first { !names.contains(host.givenName(of: $0)) }
        return stranger.map { "\($0.address) shares a namespace of it and is not of the stack" }
    }

    private func replacing(_ old: ObservedContainer) -> String? { stopping(old) }

    /// A name that a direct rule protects is not created either: apply would refuse the call.
    private func protected(_ wanted: DesiredContainer) -> String? {
        let rule = host.protection.rule(for: ObservedContainer(wanted))
        return rule.map { "it would be protected, by \($0.name.rawValue) at \($0.origin)" }
    }

    private func image(_ wanted: DesiredContainer) -> String? {
        let reference = ImageReference.shown(wanted.image)
        let image = host.image(of: wanted.image)
        let rule =
            image.flatMap { ImageReference.isImageID(reference) ? host.protection.rule(forUntagged: $0) : nil }
            ?? image.flatMap { host.protection.rule(forTag: reference, of: $0) }
            ?? host.protection.rule(forReference: reference)
        if let rule { return "its image \(reference) is protected, by \(rule.name.rawValue) at \(rule.origin)" }
        return image == nil ? wanted.pullFault : nil
    }

    private func parts(_ wanted: DesiredContainer) -> String? {
        let networks = host.desired.networks.filter { wanted.uses(network: $0.name) }
        let volumes = host.desired.volumes.filter { wanted.mounts(volume: $0.name) }
        return networks.lazy.compactMap(fault).first ?? volumes.lazy.compactMap(fault).first
            ?? volumes.lazy.compactMap(sharing).first
    }

    /// A volume that a container of another folder's project uses: two instances of one service would corrupt its data.
    private func sharing(_ volume: DesiredVolume) -> String? {
        guard !volume.isExternal else { return nil }
        return host.stranger(on: volume.name).map { stranger in
            "its volume \(volume.name) is used by \(stranger.address), which the files of "
                + "\(stranger.labels.composeWorkingDirectory ?? "another folder") made. Take it over with "
                + "'adopt: [\"\(stranger.address)\"]' in the SSOT, or give this project another name"
        }
    }

    /// Why a container that does not run cannot be started: one of its networks cannot be joined.
    func networks(_ wanted: DesiredContainer, _ container: ObservedContainer?) -> String? {
        guard container?.state != .running else { return nil }
        return host.desired.networks.filter { wanted.uses(network: $0.name) }.lazy.compactMap(fault).first
    }

    /// Why a network cannot be joined.
    func fault(_ network: DesiredNetwork) -> String? {
        if host.isAmbiguous(network: network.name) { return "several networks are called \(network.name)" }
        guard host.network(named: network.name) == nil else { return nil }
        if network.isExternal {
            guard !host.madeByOthers.contains(Address(.network, network.name)) else { return nil }
            return "it needs the external network \(network.name), which is not there"
        }
        let rule = host.protection.rule(for: ObservedNetwork(network))
        return rule.map { "its network \(network.name) is not there and would be protected, by \($0.name.rawValue)" }
    }

    func fault(_ volume: DesiredVolume) -> String? {
        guard host.volume(named: volume.name) == nil else { return nil }
        if host.mayHide(volume) { return "its volume \(volume.name) cannot be seen" }
        if volume.isExternal {
            guard !host.madeByOthers.contains(Address(.volume, volume.name)) else { return nil }
            return "it needs the external volume \(volume.name), which is not there"
        }
        let rule = host.protection.rule(for: ObservedVolume(volume))
        return rule.map { "its volume \(volume.name) is not there and would be protected, by \($0.name.rawValue)" }
    }
}

extension DesiredContainer {
    /// Why an image that is not there cannot be pulled.
    var pullFault: String? {
        if isBuilt { return "its image \(image) is not there: build it first ('docker compose build')" }
        if pull == .never { return "its image \(image) is not there, and pull_policy is never" }
        let isID = ImageReference(image).digest == nil && ImageReference.isImageID(image)
        return isID ? "its image \(image) is not there, and an ID cannot be pulled" : nil
    }
}
