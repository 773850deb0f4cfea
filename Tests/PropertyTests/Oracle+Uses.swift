import Domain

extension Oracle {
    /// Whether the container uses the thing, running or not.
    func uses(_ user: ObservedContainer, _ thing: Thing) -> Bool {
        switch thing.kind {
        case .container: thing.id != user.id && sharesNamespace(user, withOwner: thing)
        case .image: user.imageID == thing.id
        case .volume: user.mounts.contains { $0.volume == thing.id }
        case .network: thing.network.map { isAttached(user, to: $0) } ?? false
        }
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
        return named.contains { text in
            if let exact = host.containers.first(where: { $0.id == text }) { return exact.id == owner.id }
            if let exact = host.containers.first(where: { $0.names.contains(text) }) { return exact.id == owner.id }
            return !text.isEmpty && owner.id.hasPrefix(text)
        }
    }

    func isMade(_ container: ObservedContainer, from tag: String) -> Bool {
        Wording.short(container.imageReference) == Wording.short(tag)
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
        let prefix = policy.project.map { "\($0)_" }
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
            return uses(user, thing) && (thing.tag.map { isMade(user, from: $0) } ?? true)
        }
    }
}
