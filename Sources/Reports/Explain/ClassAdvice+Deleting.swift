import Domain

extension ClassAdvice {
    /// What would make an unknown resource safe to delete, or why nothing written in the SSOT can.
    var deleting: Advice {
        switch resource.rule.name {
        case .noRule:
            deletingByPattern
        case .notUnusedLongEnough, .lostItsUser:
            Advice("It may go once it has been unused for long enough; audits keep count. Nothing need be written.")
        case .inUse:
            Advice("It may go once nothing that stays uses it any more.")
        case .swarmUnreadable:
            Advice("It may go once a manager of the swarm is asked, or the Engine has left the swarm.")
        case .incompleteObservation, .cautiousWord, .nonASCIIName, .driverOptions, .anonymousVolume, .builderState,
            .swarmTask, .removedWithAnonymousVolume, .beingRemoved:
            Advice(
                "No pattern makes it safe to delete. \(resource.rule.name.sentence) Remove it by hand if it must go."
            )
        case .floor, .guardFile, .keepNamedPrefix, .protectContainersMatching, .protectImagesMatching, .protectTags,
            .protectLabel, .engineBuiltIn, .createdFromProtectedImage, .usedByProtected, .sameProjectAsProtected,
            .lastUsedByProtected, .protectedBefore, .boreProtectedTag, .ownContainer, .allowedContainer, .allowedImage,
            .allowedVolume, .allowedNetwork, .inStack, .setAside, .usedByExpected, .safeToDeletePattern,
            .deleteImagesMatching,
            .unnamedImageAge, .anonymousVolumesOfDeleted:
            Advice("Nothing is to be written: this rule decides no unknown resource.")
        }
    }

    private var deletingByPattern: Advice {
        guard !(resource.address.kind == .image && resource.address.name.hasBytePrefix("sha256:")) else {
            return Advice("`protection_rules.delete_unnamed_older_than_days` decides when untagged images may go.")
        }
        let yaml = [
            "protection_rules:", "  safe_to_delete_patterns:", "    - \(yamlQuoted(resource.address.name))",
        ]
        return writing("To let plans delete it when nothing uses it", yaml)
    }
}
