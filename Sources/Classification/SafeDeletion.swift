internal import Domain

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
