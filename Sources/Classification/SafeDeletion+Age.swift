internal import Domain

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

    /// The age that the decision relied on, for the plan: `nil` where no least age is set.
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

    /// An image that is built on another is judged with it.
    private func isUsed(_ object: Address) -> Bool { usage.uses(ofObject: object).contains { $0.way != .childImage } }

    /// Since when nothing was seen to use it. Between two looks only the Engine's own times tell.
    private func since(_ image: ObservedImage) -> Timestamp? {
        memory.imageUnusedSince[image.id].map { latest($0, image.lastTagged) }
    }

    private func since(_ volume: ObservedVolume) -> Timestamp? {
        memory.volumeUnusedSince[volume.name].map { latest($0, volume.lastChanged) }
    }

    private func sinceOurDelete(_ volume: ObservedVolume) -> Timestamp? {
        memory.anonymousOfDeleted[volume.name].map { latest($0, volume.lastChanged) }
    }

    /// A file's time may lie in the future, which keeps it young and says no more.
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
