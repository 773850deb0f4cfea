import Domain

extension Oracle {
    /// Reasons that stand on the thing itself.
    func reasonsOnItself(_ thing: Thing) -> Set<RuleName> {
        var reasons: Set<RuleName> = []
        for rule in policy.protection where isHit(thing, by: rule) { reasons.insert(rule.name) }
        if thing.labels.protect { reasons.insert(.protectLabel) }
        if let network = thing.network {
            let builtIn = ["bridge", "host", "none", "docker_gwbridge"].contains(network.name)
            if builtIn || network.isIngress { reasons.insert(.engineBuiltIn) }
        }
        return reasons
    }

    private func isHit(_ thing: Thing, by rule: ProtectionRule) -> Bool {
        let pattern = rule.pattern.pattern
        let names = names(of: thing)
        switch rule.scope {
        case .namePrefix: return names.contains { Wording.beginsLoosely(pattern, $0) }
        case .tags: return thing.tag.map { Wording.looselyFits(pattern, Wording.parts($0).tag) } ?? false
        case .containers: return thing.kind == .container && names.contains { Wording.looselyFits(pattern, $0) }
        case .images: return thing.kind == .image && names.contains { Wording.looselyFits(pattern, $0) }
        case .volumes: return thing.kind == .volume && names.contains { Wording.looselyFits(pattern, $0) }
        case .networks: return thing.kind == .network && names.contains { Wording.looselyFits(pattern, $0) }
        }
    }

    private func names(of thing: Thing) -> [String] {
        var names = [thing.labels.composeProject, thing.labels.composeService].compactMap(\.self)
        if let container = thing.container { names += container.names }
        if let volume = thing.volume { names.append(volume.name) }
        if let network = thing.network { names.append(network.name) }
        guard let image = thing.image else { return names }
        for reference in thing.tag.map({ [$0] }) ?? image.digests { names += imageNames(reference) }
        return names
    }

    private func imageNames(_ reference: String) -> [String] {
        let parts = Wording.parts(reference)
        return [parts.whole, parts.path, parts.path.components("/").last ?? ""]
    }

    private var protectedContainers: [ObservedContainer] {
        things.filter { !directReasons($0).isEmpty }.compactMap(\.container)
    }

    /// One hop from a directly protected container, and from a protected reference to the container made from it.
    func derivedReasons(_ thing: Thing) -> Set<RuleName> {
        var reasons: Set<RuleName> = []
        for container in protectedContainers where container.id != thing.id {
            if uses(container, thing) { reasons.insert(.usedByProtected) }
            let project = container.labels.composeProject
            if project != nil, project != self.project, project == thing.labels.composeProject {
                reasons.insert(.sameProjectAsProtected)
            }
        }
        if let container = thing.container, isReferenceProtected(container) {
            reasons.insert(.createdFromProtectedImage)
        }
        return reasons
    }

    private func isReferenceProtected(_ container: ObservedContainer) -> Bool {
        let typed = container.imageReference
        let tags = things.filter { $0.tag.map { Wording.short($0) == Wording.short(typed) } ?? false }
        if tags.contains(where: { !directReasons($0).isEmpty }) { return true }
        let isID = typed.hasPrefix("sha256:") || (typed.count >= 12 && Wording.isHex(typed))
        guard !isID else { return false }
        let ghost = ObservedImage(id: "", tags: [typed], digests: [], parentID: "", labels: .none)
        return !directReasons(Thing(kind: .image, text: "ghost", id: "", labels: .none, image: ghost, tag: typed))
            .isEmpty
    }

    func rememberedReasons(_ thing: Thing) -> Set<RuleName> {
        var reasons: Set<RuleName> = []
        for use in memory.protectedUses where use.kind == thing.kind && use.resourceID == thing.id {
            reasons.insert(.lastUsedByProtected)
        }
        for old in memory.protected where thing.kind != .image {
            let sameID = thing.kind != .volume && old.id == thing.id
            if sameID || "\(old.address)" == thing.text { reasons.insert(.protectedBefore) }
        }
        if thing.kind == .image, isFormerlyProtected(thing), let last = memory.imageProtectedUntil[thing.id] {
            if days(since: last, areFewerThan: policy.ages.unusedImageDays ?? 14) { reasons.insert(.boreProtectedTag) }
        }
        return reasons
    }

    /// One without a tag, or with other tags than protected ones, none of which is wanted here.
    private func isFormerlyProtected(_ thing: Thing) -> Bool {
        guard thing.tag != nil else { return true }
        let siblings = things.filter { $0.kind == .image && $0.id == thing.id }
        return allowed(thing) == nil && siblings.allSatisfy { directReasons($0).isEmpty }
    }

    func isReleased(_ thing: Thing) -> Bool {
        policy.releases.contains { release in
            let seen = memory.releaseFirstSeen[release.address.pattern] ?? host.observedAt
            let until = release.until?.secondsSince1970 ?? (seen.secondsSince1970 + 30 * 86_400)
            let isInForce = host.observedAt.secondsSince1970 / 86_400 <= until / 86_400
            return isInForce && Wording.fits(release.address.pattern, thing.text)
        }
    }

    func days(since moment: Timestamp, areFewerThan days: Int) -> Bool {
        host.observedAt.secondsSince1970 - moment.secondsSince1970 < Int64(days) * 86_400
    }
}
