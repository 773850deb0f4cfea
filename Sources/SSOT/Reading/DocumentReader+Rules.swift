import Domain

extension DocumentReader {
    /// Far more than anyone waits, and small enough for every sum of seconds.
    static let dayLimit = 36_500

    func protectionRules(_ protection: Fields<ProtectionKey>?, _ cleanup: Fields<CleanupKey>?) -> [ProtectionRule] {
        rules(protection?.patterns(.keepNamedPrefixes), .keepNamedPrefix, .namePrefix)
            + rules(cleanup?.patterns(.protectContainersMatching), .protectContainersMatching, .containers)
            + rules(cleanup?.patterns(.protectImagesMatching), .protectImagesMatching, .images)
            + rules(cleanup?.patterns(.protectTags), .protectTags, .tags)
    }

    private func rules(
        _ patterns: [PatternRule]?,
        _ name: RuleName,
        _ scope: ProtectionRule.Scope
    ) -> [ProtectionRule] {
        (patterns ?? []).map {
            ProtectionRule(name: name, pattern: $0.pattern, scope: scope, origin: .file($0.position))
        }
    }

    func ages(_ protection: Fields<ProtectionKey>?, _ cleanup: Fields<CleanupKey>?) -> AgeThresholds {
        let days = 0...DocumentReader.dayLimit
        let unnamed = protection?.integer(.deleteUnnamedOlderThanDays, in: days)
        let images = cleanup?.integer(.maxUnusedImageAgeDays, in: days)
        let volumes = cleanup?.integer(.maxUnusedVolumeAgeDays, in: days)
        let anonymous = cleanup?.integer(.anonymousVolumesOfDeleted, in: days)
        let gap = cleanup?.integer(.longestGapDays, in: 1...DocumentReader.dayLimit)
        return AgeThresholds(
            unnamedImageDays: unnamed?.value,
            unnamedImagePosition: unnamed?.position,
            unusedImageDays: images?.value,
            unusedImagePosition: images?.position,
            unusedVolumeDays: volumes?.value,
            unusedVolumePosition: volumes?.position,
            anonymousVolumeDays: anonymous?.value,
            anonymousVolumePosition: anonymous?.position,
            longestGapDays: gap?.value ?? AgeThresholds.defaultLongestGapDays
        )
    }

    /// Where a limit is not set, its position is where it would have to be: `limits`, else the root key.
    func limits(_ root: Fields<RootKey>) -> Limits {
        let fields = root[.limits].flatMap { Fields<LimitsKey>($0, RootKey.limits.rawValue, values) }
        let deletes = fields?.integer(.maxDeletes, in: 0...1_000_000)
        let percent = fields?.integer(.maxDeletePercent, in: 0...100)
        let section = root.keyPosition(.limits) ?? rootKey.position
        return Limits(
            maxDeletes: deletes?.value ?? Limits.defaultMaxDeletes,
            maxDeletePercent: percent?.value ?? Limits.defaultMaxDeletePercent,
            maxDeletesPosition: deletes?.position ?? section,
            maxDeletePercentPosition: percent?.position ?? section
        )
    }

    /// `kind/name` with `*` and `?` in the name.
    func addressPattern(_ node: YAMLNode, _ name: String) -> PatternRule? {
        guard let text = values.word(node, name, limit: 512) else { return nil }
        guard let address = Address(parsing: text.value) else {
            faults.error(
                .ssotValue,
                "`\(Legibility.printable(text.value))` in `\(name)` is no address.",
                fix: "Write container/NAME, image/REPO:TAG, volume/NAME or network/NAME.",
                at: text.position
            )
            return nil
        }
        return PatternRule(pattern: Glob(address.description), position: text.position)
    }

    func release(_ node: YAMLNode) -> Release? {
        guard let fields = Fields<ReleaseKey>(node, "release[]", values) else { return nil }
        let until = fields.text(.until).flatMap { endOfDay($0) }
        let reason = required(fields, .reason) { fields.text($0) }
        let address = required(fields, .address) { key in
            fields[key].flatMap { addressPattern($0, key.rawValue) }
        }
        guard let address, let reason else { return nil }
        return Release(address: address.pattern, reason: reason.value, until: until, position: address.position)
    }

    private func endOfDay(_ text: Located<String>) -> Timestamp? {
        if let day = Timestamp(parsingDay: text.value) { return day.endOfDay }
        faults.error(
            .ssotValue,
            "`until` is no date: `\(Legibility.printable(text.value))`.",
            fix: "Write a day of the calendar as YYYY-MM-DD; it counts to its end in UTC.",
            at: text.position
        )
        return nil
    }
}
