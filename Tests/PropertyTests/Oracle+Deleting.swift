import Domain

extension Oracle {
    /// The rules that call the thing safe.
    func allowing(_ thing: Thing) -> [RuleName] {
        guard let image = thing.image else {
            let name = thing.network?.name ?? thing.name
            if let volume = thing.volume, isAnonymous(volume) {
                return isLeftover(volume) ? [.anonymousVolumesOfDeleted] : []
            }
            return policy.safeToDelete.contains { Wording.fits($0.pattern.pattern, name) } ? [.safeToDeletePattern] : []
        }
        guard let tag = thing.tag else {
            return image.digests.isEmpty && policy.ages.unnamedImageDays != nil ? [.unnamedImageAge] : []
        }
        let parts = Wording.parts(tag)
        func isHit(_ rules: [PatternRule]) -> Bool {
            rules.contains { rule in
                let pattern = rule.pattern.pattern
                return Wording.fits(pattern, pattern.contains(":") ? "\(parts.path):\(parts.tag)" : parts.path)
            }
        }
        if isHit(policy.safeToDelete) { return [.safeToDeletePattern] }
        return isHit(policy.deleteImages) ? [.deleteImagesMatching] : []
    }

    /// Everything that speaks against deleting.
    func hazards(_ thing: Thing) -> Set<RuleName> {
        var found: Set<RuleName> = []
        if thing.text.unicodeScalars.contains(where: { $0.value > 127 }) { found.insert(.nonASCIIName) }
        let words = Wording.words(thing.name)
        if ["prod", "production", "live", "stable"].contains(where: words.contains) { found.insert(.cautiousWord) }
        if thing.labels.isSwarm, thing.kind != .image { found.insert(.swarmTask) }
        let isBuilder = thing.name.hasPrefix("buildx_buildkit_") && (thing.kind == .container || thing.kind == .volume)
        if isBuilder { found.insert(.builderState) }
        if thing.network.map({ $0.scope != "local" }) ?? false { found.insert(.swarmTask) }
        if let container = thing.container { found.formUnion(hazards(container)) }
        if let volume = thing.volume { found.formUnion(hazards(volume)) }
        if host.swarm.isUnreadable, thing.kind == .image || thing.kind == .volume { found.insert(.swarmUnreadable) }
        if isTooYoung(thing) { found.insert(.notUnusedLongEnough) }
        return found
    }

    private func hazards(_ container: ObservedContainer) -> Set<RuleName> {
        let anonymous = container.mounts.contains { isAnonymous($0.volume ?? "") }
        var found: Set<RuleName> = container.state == .removing ? [.beingRemoved] : []
        if anonymous, container.detail?.autoRemove == true { found.insert(.removedWithAnonymousVolume) }
        return found
    }

    private func hazards(_ volume: ObservedVolume) -> Set<RuleName> {
        var found: Set<RuleName> = []
        if volume.driver != "local" || !volume.optionNames.isEmpty { found.insert(.driverOptions) }
        if isAnonymous(volume), !isLeftover(volume) { found.insert(.anonymousVolume) }
        if let lost = memory.volumeLostUser[volume.name] {
            if days(since: lost, areFewerThan: policy.ages.unusedVolumeDays ?? 30) { found.insert(.lostItsUser) }
        }
        return found
    }

    private func isAnonymous(_ volume: ObservedVolume) -> Bool {
        volume.labels.isAnonymousVolume || isAnonymous(volume.name)
    }

    /// Left behind by containers that plans deleted, where the policy lets such volumes go.
    private func isLeftover(_ volume: ObservedVolume) -> Bool {
        policy.ages.anonymousVolumeDays != nil && memory.anonymousOfDeleted[volume.name] != nil
    }

    private func isAnonymous(_ name: String) -> Bool { name.count == 64 && Wording.isHex(name) }

    private func isTooYoung(_ thing: Thing) -> Bool {
        let needed: Int?
        let since: Timestamp?
        let touched: Timestamp?
        switch thing.kind {
        case .container, .network: return false
        case .volume:
            let isNameless = thing.volume.map(isAnonymous) ?? false
            needed = isNameless ? policy.ages.anonymousVolumeDays : policy.ages.unusedVolumeDays
            since = isNameless ? memory.anonymousOfDeleted[thing.id] : memory.volumeUnusedSince[thing.id]
            touched = thing.volume?.lastChanged
        case .image:
            needed = thing.tag == nil ? policy.ages.unnamedImageDays : policy.ages.unusedImageDays
            since = memory.imageUnusedSince[thing.id]
            touched = thing.image?.lastTagged
        }
        guard let needed, needed > 0 else { return false }
        guard let since, !host.containers.contains(where: { uses($0, thing) }), !hasLastingObjectUser(thing) else {
            return true
        }
        let begin = touched.map { $0 > since ? $0 : since } ?? since
        return watchedSeconds(from: begin) < Int64(needed) * 86_400
    }

    /// The seconds since a moment, counting at most two days of each period without an observation.
    private func watchedSeconds(from begin: Timestamp) -> Int64 {
        var seconds = host.observedAt.secondsSince1970 - begin.secondsSince1970
        for gap in memory.gaps {
            let start = gap.from > begin ? gap.from : begin
            let length = gap.to.secondsSince1970 - start.secondsSince1970
            if length > 2 * 86_400 { seconds -= length - 2 * 86_400 }
        }
        return seconds
    }

    /// Of an image by whatever reference.
    private func hasLastingObjectUser(_ thing: Thing) -> Bool {
        guard let image = thing.image else { return hasLastingUser(thing) }
        return host.swarm.services.flatMap(\.images).contains { names($0, image) }
    }

    /// Removes from the candidates everything that something staying still needs, until nothing changes.
    func whatCanLeave(_ hopeful: [Thing]) -> Set<String> {
        if host.incomplete.contains(where: { $0.address.kind == .container }) { return [] }
        var leaving = Set(hopeful.map(\.text))
        shrink(&leaving, hopeful.filter { $0.kind == .container }) { staying, thing in uses(staying, thing) }
        shrink(&leaving, hopeful.filter { $0.kind == .volume || $0.kind == .network }) { uses($0, $1) }
        for thing in hopeful where thing.kind != .network && hasLastingUser(thing) { leaving.remove(thing.text) }
        let networks = hopeful.filter { $0.kind == .network }
        while let held = networks.first(where: { leaving.contains($0.text) && hasLastingUser($0, leaving: leaving) }) {
            leaving.remove(held.text)
        }
        shrink(&leaving, hopeful.filter { $0.tag == nil && $0.kind == .image }) { uses($0, $1) }
        shrink(&leaving, hopeful.filter { $0.tag != nil }) { staying, thing in isMade(staying, from: thing.tag ?? "") }
        keepLastTags(&leaving)
        keepParents(&leaving)
        return leaving
    }

    private func shrink(
        _ leaving: inout Set<String>,
        _ candidates: [Thing],
        whenHeldBy holds: (ObservedContainer, Thing) -> Bool
    ) {
        var before = -1
        while before != leaving.count {
            before = leaving.count
            let staying = host.containers.filter { !leaving.contains("container/\($0.names[0])") }
            for thing in candidates where staying.contains(where: { holds($0, thing) }) { leaving.remove(thing.text) }
        }
    }

    private func keepLastTags(_ leaving: inout Set<String>) {
        for image in host.images where !image.tags.isEmpty {
            let isUsed = isStillUsed(image, leaving)
            let tags = image.tags.map { "image/\($0)" }
            if isUsed, leaving.isSuperset(of: tags) { leaving.subtract(tags) }
        }
    }

    private func isStillUsed(_ image: ObservedImage, _ leaving: Set<String>) -> Bool {
        let thing = Thing(kind: .image, text: "", id: image.id, labels: .none, image: image)
        return hasLastingObjectUser(thing)
            || host.containers.contains { uses($0, thing) && !leaving.contains("container/\($0.names[0])") }
    }

    /// An untagged image stays while an image built on it stays, whose reference may go all the same.
    private func keepParents(_ leaving: inout Set<String>) {
        for image in host.images where image.tags.isEmpty && !vanishing(leaving).contains(image.id) {
            leaving.remove("image/\(image.id)")
        }
    }

    /// The images that are gone when all that leaves is gone.
    func vanishing(_ leaving: Set<String>) -> Set<String> {
        var gone = host.images.filter { image in
            let texts = image.tags.isEmpty ? ["image/\(image.id)"] : image.tags.map { "image/\($0)" }
            let repositories = image.tags.map { Wording.parts($0).whole }
            let foreign = image.digests.contains { !repositories.contains(Wording.parts($0).whole) }
            let isUsed = isStillUsed(image, leaving)
            return leaving.isSuperset(of: texts) && !foreign && !isUsed
        }
        var before = -1
        while before != gone.count {
            before = gone.count
            let ids = gone.map(\.id)
            gone.removeAll { parent in host.images.contains { $0.parentID == parent.id && !ids.contains($0.id) } }
        }
        return Set(gone.map(\.id))
    }
}
