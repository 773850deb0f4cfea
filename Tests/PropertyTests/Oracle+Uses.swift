import Domain

extension Oracle {
    /// Whether the container uses the thing, running or not.
    func uses(_ user: ObservedContainer, _ thing: Thing) -> Bool {
        switch thing.kind {
        case .container:
            thing.id != user.id && (sharesNamespace(user, withOwner: thing) || takesVolumes(user, of: thing))
        case .image: user.imageID == thing.id || (thing.image.map { isNamed($0, by: user) } ?? false)
        case .volume: user.mounts.contains { $0.volume == thing.id } || takes(user, volume: thing.id)
        case .network: thing.network.map { isAttached(user, to: $0) || isMode(user, $0) } ?? false
        }
    }

    /// By a mount, or because the container was made from a digest or an ID.
    private func isNamed(_ image: ObservedImage, by user: ObservedContainer) -> Bool {
        if user.imageMounts.contains(where: { names($0, image) }) { return true }
        let typed = user.imageReference
        return (typed.contains("@") || isID(typed)) && names(typed, image)
    }

    private func isID(_ text: String) -> Bool {
        text.hasPrefix("sha256:") || (text.count >= 12 && Wording.isHex(text))
    }

    /// Whether a reference stands for the image now.
    func names(_ reference: String, _ image: ObservedImage) -> Bool {
        let pieces = reference.components("@")
        if pieces.count > 1 {
            let repository = Wording.shortRepository(Wording.parts(reference).whole)
            return image.digests.contains { own in
                own.components("@").last == pieces[1]
                    && Wording.shortRepository(Wording.parts(own).whole) == repository
            }
        }
        if image.tags.contains(where: { Wording.short($0) == Wording.short(reference) }) { return true }
        return isID(reference) && (image.id.hasPrefix(reference) || image.id.hasPrefix("sha256:" + reference))
    }

    private func takesVolumes(_ user: ObservedContainer, of owner: Thing) -> Bool {
        (user.detail?.volumesFrom ?? []).contains { isMeant(owner, by: $0) }
    }

    private func takes(_ user: ObservedContainer, volume: String) -> Bool {
        things.contains { owner in
            guard let container = owner.container, container.id != user.id, takesVolumes(user, of: owner) else {
                return false
            }
            return container.mounts.contains { $0.volume == volume }
        }
    }

    private func isMode(_ user: ObservedContainer, _ network: ObservedNetwork) -> Bool {
        let mode = user.networkMode
        if ["", "default", "bridge", "host", "none", "nat"].contains(mode) { return false }
        let isID = host.networks.contains { $0.id == mode }
        return isID ? network.id == mode : network.name == mode
    }

    /// A user that is no container, and no network that goes too.
    func hasLastingUser(_ thing: Thing, leaving: Set<String> = []) -> Bool {
        let services = host.swarm.services
        switch thing.kind {
        case .container: return false
        case .image:
            return services.flatMap(\.images).contains { reference in
                let isNamed = thing.image.map { names(reference, $0) } ?? false
                guard let tag = thing.tag else { return isNamed }
                return Wording.short(tag) == Wording.short(reference)
            }
        case .volume:
            let isOver = host.volumes.contains { $0.name != thing.id && $0.liesIn.contains(thing.id) }
            return isOver || services.contains { $0.volumes.contains(thing.id) }
        case .network:
            guard let network = thing.network else { return false }
            if services.contains(where: { isMeant(network, by: $0.networks) }) { return true }
            return things.contains { other in
                guard let upper = other.network, upper.id != network.id, !leaving.contains(other.text) else {
                    return false
                }
                return upper.configFrom == network.name || (upper.parent.map { lies($0, on: network) } ?? false)
            }
        }
    }

    private func isMeant(_ network: ObservedNetwork, by texts: [String]) -> Bool {
        texts.contains { text in
            host.networks.contains { $0.id == text } ? network.id == text : network.name == text
        }
    }

    private func lies(_ interface: String, on network: ObservedNetwork) -> Bool {
        func bridge(_ one: ObservedNetwork) -> String? {
            one.driver == "bridge" ? one.bridge ?? "br-" + one.id.prefix(12) : nil
        }
        if host.networks.contains(where: { bridge($0) == interface }) { return bridge(network) == interface }
        let pieces = interface.components(".")
        return pieces.count > 1 && bridge(network) == pieces.dropLast().joined(separator: ".")
    }

    /// What runs here, who shares a namespace with it, and all that they use.
    func isOwn(_ thing: Thing) -> Bool {
        guard let own = host.containers.first(where: { $0.id == host.ownContainerID }) else { return false }
        let things = Thing.all(of: host).filter { $0.kind == .container }
        let owners = things.filter { $0.id == own.id || sharesNamespace(own, withOwner: $0) }
        let group = host.containers.filter { one in
            owners.contains { one.id == $0.id || sharesNamespace(one, withOwner: $0) }
        }
        return group.contains { $0.id == thing.id || uses($0, thing) }
    }

    private func isAttached(_ user: ObservedContainer, to network: ObservedNetwork) -> Bool {
        user.networks.contains { attachment in
            let isKnown = host.networks.contains { $0.id == attachment.networkID }
            return isKnown ? attachment.networkID == network.id : attachment.name == network.name
        }
    }

    private func sharesNamespace(_ user: ObservedContainer, withOwner owner: Thing) -> Bool {
        var named = user.detail?.namespaceOwners ?? []
        if user.networkMode.hasPrefix("container:") { named.append(String(user.networkMode.dropFirst(10))) }
        return named.contains { isMeant(owner, by: $0) }
    }

    /// By ID, by name, by the beginning of an ID.
    private func isMeant(_ owner: Thing, by text: String) -> Bool {
        if let exact = host.containers.first(where: { $0.id == text }) { return exact.id == owner.id }
        if let exact = host.containers.first(where: { $0.names.contains(text) }) { return exact.id == owner.id }
        return !text.isEmpty && owner.id.hasPrefix(text)
    }

    /// Made from the tag, or mounting it.
    func isMade(_ container: ObservedContainer, from tag: String) -> Bool {
        ([container.imageReference] + container.imageMounts).contains { Wording.short($0) == Wording.short(tag) }
    }

    /// The same of the tag as it stands for this image: a container keeps a tag that has moved on since.
    private func isMade(_ container: ObservedContainer, from tag: String, of image: String) -> Bool {
        let isRun = Wording.short(container.imageReference) == Wording.short(tag) && container.imageID == image
        return isRun || container.imageMounts.contains { Wording.short($0) == Wording.short(tag) }
    }

    /// The rule by which a container is declared; what was set aside is not declared any more.
    func declaration(_ container: ObservedContainer) -> RuleName? {
        let isAllowed = policy.allowed.containers.contains { allowed in
            let isService = container.labels.composeService == allowed.name && nameBefore(container) == nil
            return container.names.contains(allowed.name) || (isOurs(container) && isService)
        }
        return isAllowed ? .allowedContainer : isInStack(container) ? .inStack : nil
    }

    func isDeclared(_ container: ObservedContainer) -> Bool { declaration(container) != nil }

    func allowed(_ thing: Thing) -> RuleName? {
        let prefix = project.map { "\($0)_" }
        func isListed(_ names: [AllowList.Name], _ name: String) -> Bool {
            names.contains { allowed in
                if let final = finalName(thing.kind, allowed.name) { return final == name }
                return allowed.name == name || (prefix != nil && (prefix ?? "") + allowed.name == name)
            }
        }
        if let container = thing.container, let rule = declaration(container) { return rule }
        if let container = thing.container { return isSetAside(container) ? .setAside : nil }
        if let volume = thing.volume, isListed(policy.allowed.volumes, volume.name) { return .allowedVolume }
        if isNamedByStack(thing), thing.kind != .network, thing.kind != .image { return .inStack }
        if let network = thing.network, isListed(policy.allowed.networks, network.name) { return .allowedNetwork }
        if isNamedByStack(thing), thing.kind == .network { return .inStack }
        guard let tag = thing.tag else { return isNamedByStack(thing) ? .inStack : nil }
        let parts = Wording.parts(tag)
        let isAllowed = policy.allowed.images.contains {
            Wording.shortRepository($0.repository) == Wording.shortRepository(parts.whole)
                && Wording.fits($0.tag.pattern, parts.tag)
        }
        return isAllowed ? .allowedImage : isNamedByStack(thing) ? .inStack : nil
    }

    func isUsedByExpected(_ thing: Thing) -> Bool {
        guard thing.kind != .container else { return false }
        return things.contains { candidate in
            guard let user = candidate.container, isDeclared(user) || isSetAside(user),
                directReasons(candidate).isEmpty
            else { return false }
            guard let tag = thing.tag else { return uses(user, thing) }
            return isMade(user, from: tag, of: thing.id)
        }
    }
}
