import Domain

/// One way to change a verdict: what to do, and the YAML to write where there is some.
struct Advice: Hashable {
    let prose: String
    let yaml: [String]

    init(_ prose: String, yaml: [String] = []) {
        self.prose = prose
        self.yaml = yaml
    }
}

/// What to write so that a resource is judged otherwise.
struct ClassAdvice {
    let resource: ClassifiedResource
    let ssotPath: String

    init(_ resource: ClassifiedResource, ssotPath: String) {
        self.resource = resource
        self.ssotPath = ssotPath
    }

    var all: [Advice] {
        switch resource.class {
        case .protected: [lifting]
        case .expected: foreign + [unexpecting, protecting].compactMap { $0 }
        case .extraSafeDelete: [protecting, allowing].compactMap { $0 }
        case .unknown: [protecting, allowing, deleting].compactMap { $0 }
        }
    }

    /// Lines of the SSOT, which all stand under its one root key.
    func writing(_ aim: String, _ yaml: [String]) -> Advice {
        Advice("\(aim), write in \(escapedForTerminal(ssotPath)), under its root key:", yaml: yaml)
    }

    private var name: String { resource.address.name }

    private var place: String { escapedForTerminal(resource.rule.origin.description) }

    private var foreign: [Advice] {
        guard resource.notes.contains(.foreign) else { return [] }
        let yaml = ["adopt:", "  - \(yamlQuoted(resource.address.description))"]
        return [writing("It is not ours and is only reported. To let plans change it", yaml)]
    }

    private var unexpecting: Advice {
        switch resource.rule.name {
        case .usedByExpected: Advice("It is expected as long as an expected container uses it.")
        case .inStack:
            Advice("Take it out of the stack, which declares it at \(place); then it is judged by the other rules.")
        case .setAside:
            Advice(
                "`reconcile plan` puts it back, or says what stands in its place. Remove it by hand only when the "
                    + "container that took its name runs well."
            )
        case .floor, .guardFile, .keepNamedPrefix, .protectContainersMatching, .protectImagesMatching, .protectTags,
            .protectLabel, .engineBuiltIn, .createdFromProtectedImage, .usedByProtected, .sameProjectAsProtected,
            .lastUsedByProtected, .protectedBefore, .boreProtectedTag, .ownContainer, .allowedContainer, .allowedImage,
            .allowedVolume, .allowedNetwork, .safeToDeletePattern, .deleteImagesMatching, .unnamedImageAge,
            .anonymousVolumesOfDeleted, .noRule,
            .incompleteObservation, .cautiousWord, .nonASCIIName, .driverOptions, .anonymousVolume, .builderState,
            .swarmTask, .swarmUnreadable, .removedWithAnonymousVolume, .beingRemoved, .notUnusedLongEnough,
            .lostItsUser, .inUse:
            Advice("Remove the entry at \(place); then it is judged by the other rules.")
        }
    }

    /// Protection by name; an untagged image has none.
    private var protecting: Advice? {
        guard let yaml = protectingYAML else {
            return Advice("Give the image a tag; a rule can then protect it by name.")
        }
        return writing("To protect it", yaml)
    }

    private var protectingYAML: [String]? {
        switch resource.address.kind {
        case .container, .volume, .network:
            return AuditReport.protectingLines([name])
        case .image:
            guard let reference else { return nil }
            return ["cleanup_policy:", "  protect_images_matching:", "    - \(yamlQuoted(reference.repository))"]
        }
    }

    private var reference: ImageReference? {
        resource.address.kind == .image && !name.hasBytePrefix("sha256:") ? ImageReference(name) : nil
    }

    private var allowing: Advice? {
        allowingYAML.map { writing("To allow it as a part of the environment", $0) }
    }

    private var allowingYAML: [String]? {
        switch resource.address.kind {
        case .container: return ["allowed_containers:", "  - name: \(yamlQuoted(name))"]
        case .volume: return ["allowed_volumes:", "  - \(yamlQuoted(name))"]
        case .network: return ["networks:", "  - \(yamlQuoted(name))"]
        case .image:
            guard let reference else { return nil }
            return [
                "allowed_images:", "  - repo: \(yamlQuoted(reference.repository))",
                "    tag: \(yamlQuoted(reference.tag))",
            ]
        }
    }
}

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

extension ClassAdvice {
    /// What would make an unknown resource safe to delete, or why no entry of the SSOT can.
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
