import Domain

extension ClassAdvice {
    /// What would end a protection.
    var lifting: Advice {
        let place = escapedForTerminal(resource.rule.origin.description)
        return switch resource.rule.name {
        case .floor:
            Advice("No file can lift this: the prefix is built in. Only another name is judged otherwise.")
        case .guardFile:
            Advice("Whoever administers the host may edit its guard file at \(place).")
        case .keepNamedPrefix, .protectContainersMatching, .protectImagesMatching, .protectTags:
            Advice(
                "Remove or narrow the rule at \(place). What it once protected stays so until a release:",
                yaml: release
            )
        case .protectLabel:
            Advice(
                "Create the object again without the label. What it once protected stays so until a release:",
                yaml: release
            )
        case .engineBuiltIn:
            Advice("Nothing: the Engine needs it.")
        case .createdFromProtectedImage, .usedByProtected, .sameProjectAsProtected:
            Advice("It is protected through \(through). It is judged anew when that is gone or is no longer protected.")
        case .lastUsedByProtected, .protectedBefore:
            writing("Only memory protects it. To have it judged anew", release)
        case .boreProtectedTag:
            Advice("It is judged anew some days after it lost its last protected tag and user, or with:", yaml: release)
        case .ownContainer:
            Advice("It is judged anew by whoever runs outside of \(through).")
        case .allowedContainer, .allowedImage, .allowedVolume, .allowedNetwork, .inStack, .setAside, .usedByExpected,
            .safeToDeletePattern,
            .deleteImagesMatching, .unnamedImageAge,
            .anonymousVolumesOfDeleted, .noRule, .incompleteObservation, .cautiousWord, .nonASCIIName,
            .driverOptions, .anonymousVolume, .builderState, .swarmTask, .swarmUnreadable, .removedWithAnonymousVolume,
            .beingRemoved,
            .notUnusedLongEnough, .lostItsUser, .inUse:
            Advice("Nothing is to be written: this rule protects nothing.")
        }
    }

    private var through: String { resource.rule.pattern.map(terminalName) ?? "another object" }

    private var release: [String] {
        [
            "release:", "  - address: \(yamlQuoted(resource.address.description))",
            "    reason: \"why it may be judged anew\"",
        ]
    }
}
