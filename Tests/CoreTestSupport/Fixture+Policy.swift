package import Domain

extension Fixture {
    /// The rules of an SSOT, each list under the name of its key. Every entry gets a line of its own.
    package struct Rules {
        package var project: String?
        package var allowedContainers: [String] = []
        package var allowedImages: [String] = []
        package var allowedVolumes: [String] = []
        package var networks: [String] = []
        package var guardRules: [ProtectionRule] = []
        package var keepNamedPrefixes: [String] = []
        package var protectContainers: [String] = []
        package var protectImages: [String] = []
        package var protectTags: [String] = []
        package var safe: [String] = []
        package var deleteImages: [String] = []
        package var ages = AgeThresholds()
        package var adopted: [String] = []
        package var releases: [Release] = []
        package var limits = Limits()

        package init() {}
    }

    package static func policy(_ change: (inout Rules) -> Void = { _ in }) -> Policy {
        var rules = Rules()
        change(&rules)
        return Policy(
            environment: "staging",
            projects: [rules.project].compactMap(\.self),
            allowed: allowed(rules),
            protection: ProtectionRule.floor + rules.guardRules + protection(rules),
            safeToDelete: patterns(rules.safe, from: 300),
            deleteImages: patterns(rules.deleteImages, from: 400),
            ages: rules.ages,
            adopted: patterns(rules.adopted, from: 500),
            releases: rules.releases,
            limits: rules.limits
        )
    }

    package static func release(_ address: String, until: Timestamp? = nil) -> Release {
        Release(address: Glob(address), reason: "moved", until: until, position: at(600))
    }

    package static func guardRule(_ pattern: String, _ scope: ProtectionRule.Scope = .namePrefix) -> ProtectionRule {
        let position = SourcePosition(file: "guard.yaml", line: 2, column: 5)
        return ProtectionRule(name: .guardFile, pattern: Glob(pattern), scope: scope, origin: .file(position))
    }

    package static func at(_ line: Int) -> SourcePosition { SourcePosition(file: "ssot.yaml", line: line, column: 7) }

    private static func patterns(_ texts: [String], from line: Int) -> [PatternRule] {
        texts.enumerated().map { PatternRule(pattern: Glob($0.element), position: at(line + $0.offset)) }
    }

    private static func protection(_ rules: Rules) -> [ProtectionRule] {
        let lists: [(RuleName, ProtectionRule.Scope, [String])] = [
            (.keepNamedPrefix, .namePrefix, rules.keepNamedPrefixes),
            (.protectContainersMatching, .containers, rules.protectContainers),
            (.protectImagesMatching, .images, rules.protectImages),
            (.protectTags, .tags, rules.protectTags),
        ]
        return lists.enumerated().flatMap { index, list in
            list.2.enumerated().map {
                let origin = RuleOrigin.file(at(200 + index * 20 + $0.offset))
                return ProtectionRule(name: list.0, pattern: Glob($0.element), scope: list.1, origin: origin)
            }
        }
    }

    private static func allowed(_ rules: Rules) -> AllowList {
        AllowList(
            containers: rules.allowedContainers.enumerated().map {
                .init(name: $0.element, role: nil, position: at(10 + $0.offset))
            },
            images: rules.allowedImages.enumerated().map { image($0.element, at: 50 + $0.offset) },
            volumes: rules.allowedVolumes.enumerated().map { .init(name: $0.element, position: at(90 + $0.offset)) },
            networks: rules.networks.enumerated().map { .init(name: $0.element, position: at(130 + $0.offset)) }
        )
    }

    /// Reads `repository:tag-glob`; the tag is what stands after the last colon.
    private static func image(_ text: String, at line: Int) -> AllowList.Image {
        let parts = text.split(separator: ":")
        let repository = parts.dropLast().joined(separator: ":")
        return .init(repository: repository, tag: Glob(parts.last.map(String.init) ?? "*"), position: at(line))
    }
}
