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
            tooShort(
                since: memory.anonymousOfDeleted[volume.name],
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
            case .tag(_, let image): (memory.imageUnusedSince[image.id], policy.ages.unusedImageDays)
            case .untagged(let image): (memory.imageUnusedSince[image.id], policy.ages.unnamedImageDays)
            case .volume(let volume) where volume.isAnonymous:
                (memory.anonymousOfDeleted[volume.name], policy.ages.anonymousVolumeDays)
            case .volume(let volume): (memory.volumeUnusedSince[volume.name], policy.ages.unusedVolumeDays)
            }
        guard let since, let days, days > 0 else { return nil }
        return Action.Age(firstUnused: since, thresholdDays: days)
    }

    private func unusedTooShort(_ image: ObservedImage, days: Int?, _ at: SourcePosition?) -> DecidingRule? {
        let isUsed = !usage.users(ofImage: image.id).isEmpty
        return tooShort(since: isUsed ? nil : memory.imageUnusedSince[image.id], days: days, at)
    }

    private func unusedTooShort(_ volume: ObservedVolume) -> DecidingRule? {
        let isUsed = !usage.users(ofVolume: volume.name).isEmpty
        let since = isUsed ? nil : memory.volumeUnusedSince[volume.name]
        return tooShort(since: since, days: policy.ages.unusedVolumeDays, policy.ages.unusedVolumePosition)
    }

    private func tooShort(since: Timestamp?, days: Int?, _ position: SourcePosition?) -> DecidingRule? {
        guard let days, days > 0 else { return nil }
        if let since, now >= since.adding(days: days) { return nil }
        let fact = since.map { "unused since \($0), \(days) days needed" } ?? "not seen unused yet, \(days) days needed"
        return DecidingRule(.notUnusedLongEnough, pattern: fact, origin: position.map(RuleOrigin.file) ?? .observation)
    }

    private func lostUser(_ volume: ObservedVolume) -> DecidingRule? {
        guard let lost = memory.volumeLostUser[volume.name] else { return nil }
        let until = lost.adding(days: policy.ages.orphanedVolumeDays)
        guard now < until else { return nil }
        return DecidingRule(.lostItsUser, pattern: "until \(until)", origin: .memory(lost))
    }
}
