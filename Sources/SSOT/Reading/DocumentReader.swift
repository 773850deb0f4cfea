import Domain

/// Reads what stands below the root key, section by section.
struct DocumentReader {
    let values: ValueReader
    let rootKey: Located<String>

    var faults: SourceDiagnostics { values.faults }

    /// `nil` only together with an error. With other errors the document still comes, for the checks between values.
    func document(from node: YAMLNode) -> SSOTDocument? {
        let environmentOfKey = rootEnvironment()
        guard let pairs = values.mapping(node, rootKey.value) else { return nil }
        let owners = pairs.filter { isOwnersStack($0.key.value) }
        let rest = pairs.filter { !isOwnersStack($0.key.value) }
        let fields = Fields<RootKey>(rest, "the root section", at: node.position, values)
        guard let environment = environment(fields, environmentOfKey) else { return nil }
        let images = fields.list(.allowedImages) { imageEntry($0) }
        let protection = fields[.protectionRules].flatMap {
            Fields<ProtectionKey>($0, RootKey.protectionRules.rawValue, values)
        }
        let cleanup = fields[.cleanupPolicy].flatMap { Fields<CleanupKey>($0, RootKey.cleanupPolicy.rawValue, values) }
        return SSOTDocument(
            file: faults.source.file,
            rootKey: rootKey,
            environment: environment,
            host: fields.name(.host),
            owner: fields.text(.owner),
            purpose: fields.text(.purpose),
            docker: fields[.docker].flatMap { docker($0) } ?? .empty,
            stacks: stacks(owners, fields),
            allowed: AllowList(
                containers: fields.list(.allowedContainers) { container($0) },
                images: images.map(\.image),
                volumes: objects(fields, .allowedVolumes),
                networks: objects(fields, .networks)
            ),
            imageTagPositions: images.map(\.tagPosition),
            protection: protectionRules(protection, cleanup),
            safeToDelete: protection?.deletingPatterns(.safeToDeletePatterns) ?? [],
            deleteImages: cleanup?.deletingPatterns(.deleteImagesMatching) ?? [],
            ages: ages(protection, cleanup),
            logging: fields[.logging].flatMap { logging($0) } ?? .empty,
            healthChecks: fields[.healthchecks].map { healthChecks($0) } ?? [],
            approval: fields[.approval].flatMap { approval($0, at: fields.keyPosition(.approval)) },
            limits: limits(fields),
            backup: fields[.backup].flatMap { backup($0) } ?? .standard,
            adopted: fields.list(.adopt) { addressPattern($0, RootKey.adopt.rawValue) },
            releases: fields.list(.release) { release($0) },
            findings: fields[.policy].flatMap { findingPolicy($0) } ?? .none,
            notifications: fields[.notifications].flatMap { notifications($0) },
            kubernetes: fields[.kubernetes].flatMap { kubernetes($0) }
        )
    }

    private func isOwnersStack(_ key: String) -> Bool {
        key.utf8.starts(with: "odoo_".utf8) && key.utf8.count > "odoo_".utf8.count
    }

    private func objects(_ fields: Fields<RootKey>, _ key: RootKey) -> [AllowList.Name] {
        fields.names(key).map { AllowList.Name(name: $0.value, position: $0.position) }
    }
}
