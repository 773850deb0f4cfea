import Domain

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
