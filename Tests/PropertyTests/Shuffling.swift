import Domain

extension ObservedHost {
    /// The same host as the Engine might list it another time.
    func shuffled(_ dice: inout Dice) -> ObservedHost {
        ObservedHost(
            engine: engine,
            observedAt: observedAt,
            containers: dice.shuffled(containers).map { $0.shuffled(&dice) },
            images: dice.shuffled(images),
            volumes: dice.shuffled(volumes),
            networks: dice.shuffled(networks),
            incomplete: dice.shuffled(incomplete),
            swarm: SwarmView(isUnreadable: swarm.isUnreadable, services: dice.shuffled(swarm.services)),
            unseenVolumes: unseenVolumes,
            ownContainerID: ownContainerID
        )
    }
}

extension ObservedContainer {
    fileprivate func shuffled(_ dice: inout Dice) -> ObservedContainer {
        var other = self
        other.mounts = dice.shuffled(mounts)
        other.networks = dice.shuffled(networks)
        return other
    }
}

extension Memory {
    func shuffled(_ dice: inout Dice) -> Memory {
        Memory(
            isPresent: isPresent,
            protected: dice.shuffled(protected),
            protectedUses: dice.shuffled(protectedUses),
            imageUnusedSince: imageUnusedSince,
            volumeUnusedSince: volumeUnusedSince,
            imageProtectedUntil: imageProtectedUntil,
            volumeLostUser: volumeLostUser,
            releaseFirstSeen: releaseFirstSeen,
            hasSeenExpected: hasSeenExpected,
            anonymousOfDeleted: anonymousOfDeleted,
            leftHalfDone: leftHalfDone,
            gaps: dice.shuffled(gaps)
        )
    }

    /// The same memory without the parts that can only add protection; ages stay.
    var withoutProtection: Memory {
        Memory(
            isPresent: isPresent,
            imageUnusedSince: imageUnusedSince,
            volumeUnusedSince: volumeUnusedSince,
            anonymousOfDeleted: anonymousOfDeleted,
            gaps: gaps
        )
    }
}
