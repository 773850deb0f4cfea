import Domain

/// Decides what could be deleted if nothing that stays uses it. Deleting is strict: exact case, anchored patterns.
struct SafeDeletion {
    let policy: Policy
    let memory: Memory
    let now: Timestamp
    let usage: Uses
    let swarm: SwarmView

    /// `extra_safe_delete` with the pattern that allows it, or `unknown` with what speaks against it.
    func verdict(on resource: Resource) -> Verdict {
        if let hazard = kindHazard(of: resource) { return .unknown(hazard) }
        if swarm.isUnreadable, let hazard = Hazards.unreadableSwarm(resource) { return .unknown(hazard) }
        guard let pattern = allowingRule(for: resource) else {
            return .unknown(DecidingRule(.noRule, origin: .observation))
        }
        if let hazard = Hazards.name(of: resource) { return .unknown(hazard) }
        if let hazard = ageHazard(of: resource) { return .unknown(hazard) }
        return Verdict(.extraSafeDelete, pattern)
    }

    /// The rule of the SSOT that calls the resource safe to delete.
    func allowingRule(for resource: Resource) -> DecidingRule? {
        switch resource {
        case .container(let container): safePattern(container.name)
        case .volume(let volume): volume.isAnonymous ? leftoverRule(for: volume) : safePattern(volume.name)
        case .network(let network, _): safePattern(network.name)
        case .tag(let text, _): safePattern(ImageReference(text)) ?? deletePattern(ImageReference(text))
        case .untagged(let image): unnamedRule(for: image)
        }
    }

    func kindHazard(of resource: Resource) -> DecidingRule? {
        guard case .volume(let volume) = resource, volume.isAnonymous else { return Hazards.kind(of: resource) }
        return Hazards.kind(of: resource, isLeftByUs: leftoverRule(for: volume) != nil)
    }

    /// Where the SSOT opts in, anonymous volumes of containers that our plans deleted may go.
    private func leftoverRule(for volume: ObservedVolume) -> DecidingRule? {
        guard let days = policy.ages.anonymousVolumeDays, memory.anonymousOfDeleted[volume.name] != nil else {
            return nil
        }
        let origin = policy.ages.anonymousVolumePosition.map(RuleOrigin.file) ?? .observation
        return DecidingRule(.anonymousVolumesOfDeleted, pattern: "\(days) days", origin: origin)
    }

    private func safePattern(_ name: String) -> DecidingRule? {
        policy.safeToDelete.first { $0.pattern.matches(name) }.map { $0.rule(.safeToDeletePattern) }
    }

    /// The registry's host is never matched: `registry.test.acme.io/web` is no experiment.
    private func safePattern(_ reference: ImageReference) -> DecidingRule? {
        policy.safeToDelete.first { $0.matches(reference) }.map { $0.rule(.safeToDeletePattern) }
    }

    private func deletePattern(_ reference: ImageReference) -> DecidingRule? {
        policy.deleteImages.first { $0.matches(reference) }.map { $0.rule(.deleteImagesMatching) }
    }

    private func unnamedRule(for image: ObservedImage) -> DecidingRule? {
        guard image.digests.isEmpty, let days = policy.ages.unnamedImageDays else { return nil }
        let origin = policy.ages.unnamedImagePosition.map(RuleOrigin.file) ?? .observation
        return DecidingRule(.unnamedImageAge, pattern: "\(days) days", origin: origin)
    }

}

extension PatternRule {
    /// A pattern with a colon is tried on `path:tag`, any other on the path alone.
    fileprivate func matches(_ reference: ImageReference) -> Bool {
        let text =
            pattern.pattern.utf8.contains(UInt8(ascii: ":")) ? "\(reference.path):\(reference.tag)" : reference.path
        return pattern.matches(text)
    }

    fileprivate func rule(_ name: RuleName) -> DecidingRule {
        DecidingRule(name, pattern: pattern.pattern, origin: .file(position))
    }
}

extension SafeDeletion {
    /// What speaks against deleting now although it may be safe later: too young, or its user vanished.
    func ageHazard(of resource: Resource) -> DecidingRule? {
        switch resource {
        case .container, .network: nil
        case .tag(_, let image):
            unusedTooShort(image, days: policy.ages.unusedImageDays, policy.ages.unusedImagePosition)
        case .untagged(let image):
            unusedTooShort(image, days: policy.ages.unnamedImageDays, policy.ages.unnamedImagePosition)
        case .volume(let volume) where volume.isAnonymous:
            lostUser(volume)
                ?? tooShort(
                    since: isUsed(volume.address) ? nil : sinceOurDelete(volume),
                    days: policy.ages.anonymousVolumeDays,
                    policy.ages.anonymousVolumePosition
                )
        case .volume(let volume): lostUser(volume) ?? unusedTooShort(volume)
        }
    }

    /// The age that the decision relied on, as the plan records it: `nil` where no minimum age is set.
    func age(of resource: Resource) -> Action.Age? {
        let (since, days): (Timestamp?, Int?) =
            switch resource {
            case .container, .network: (nil, nil)
            case .tag(_, let image): (since(image), policy.ages.unusedImageDays)
            case .untagged(let image): (since(image), policy.ages.unnamedImageDays)
            case .volume(let volume) where volume.isAnonymous:
                (sinceOurDelete(volume), policy.ages.anonymousVolumeDays)
            case .volume(let volume): (since(volume), policy.ages.unusedVolumeDays)
            }
        guard let since, let days, days > 0 else { return nil }
        return Action.Age(firstUnused: since, thresholdDays: days)
    }

    private func unusedTooShort(_ image: ObservedImage, days: Int?, _ at: SourcePosition?) -> DecidingRule? {
        tooShort(since: isUsed(Address(.image, image.id)) ? nil : since(image), days: days, at)
    }

    private func unusedTooShort(_ volume: ObservedVolume) -> DecidingRule? {
        let since = isUsed(volume.address) ? nil : since(volume)
        return tooShort(since: since, days: policy.ages.unusedVolumeDays, policy.ages.unusedVolumePosition)
    }

    /// Whether anything uses the object; an image that is built on it does not count, since it is judged along with it.
    private func isUsed(_ object: Address) -> Bool { usage.uses(ofObject: object).contains { $0.way != .childImage } }

    /// Since when no observation has seen a use. A use between two observations shows only in a time that the Engine
    /// keeps: the last tagging of an image, the last change of a volume's folder.
    private func since(_ image: ObservedImage) -> Timestamp? {
        memory.imageUnusedSince[image.id].map { latest($0, image.lastTagged) }
    }

    private func since(_ volume: ObservedVolume) -> Timestamp? {
        memory.volumeUnusedSince[volume.name].map { latest($0, volume.lastChanged) }
    }

    private func sinceOurDelete(_ volume: ObservedVolume) -> Timestamp? {
        memory.anonymousOfDeleted[volume.name].map { latest($0, volume.lastChanged) }
    }

    /// The later of both times; a time of the Engine that lies in the future counts as now.
    private func latest(_ since: Timestamp, _ engine: Timestamp?) -> Timestamp {
        max(since, min(engine ?? since, max(now, since)))
    }

    private func tooShort(since: Timestamp?, days: Int?, _ position: SourcePosition?) -> DecidingRule? {
        guard let days, days > 0 else { return nil }
        if let since, now >= unusedTime.end(of: days, since: since) { return nil }
        let fact = since.map { words(since: $0, days) } ?? "not seen unused yet, \(days) days needed"
        return DecidingRule(.notUnusedLongEnough, pattern: fact, origin: position.map(RuleOrigin.file) ?? .observation)
    }

    private var unusedTime: UnusedTime { UnusedTime(memory.gaps, longestGapDays: policy.ages.longestGapDays) }

    private func words(since: Timestamp, _ days: Int) -> String {
        let unwatched = unusedTime.unwatched(since: since) / 86_400
        let gap = unwatched > 0 ? "; \(unwatched) days without a look do not count" : ""
        return "not seen in use since \(since), \(days) days needed\(gap)"
    }

    private func lostUser(_ volume: ObservedVolume) -> DecidingRule? {
        guard let lost = memory.volumeLostUser[volume.name] else { return nil }
        let until = lost.adding(days: policy.ages.orphanedVolumeDays)
        guard now < until else { return nil }
        return DecidingRule(.lostItsUser, pattern: "until \(until)", origin: .memory(lost))
    }
}
