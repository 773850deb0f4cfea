package import Domain

extension AuditReport {
    /// Running containers of class `unknown`: no rule protects them. The report proposes SSOT lines that would.
    package var unknownRunning: [ClassifiedResource] {
        let running = Set(classified.host.containers.filter(\.state.isAlive).map(\.id))
        return classified.resources.filter {
            $0.class == .unknown && $0.address.kind == .container && running.contains($0.id)
        }
    }

    /// What nothing but the ledger's memory protects.
    package var protectedByMemory: [ClassifiedResource] {
        classified.resources.filter { $0.class == .protected && $0.notes.contains(.byMemory) }
    }

    func remarks(_ styling: Styling) -> [[String]] {
        [runningRemark(styling), memoryRemark(styling), ageRemark(styling), provisionalRemark(styling)]
            .filter { !$0.isEmpty }
    }

    /// The YAML that protects the containers, to be put into the SSOT.
    static func protectingLines(_ names: [String]) -> [String] {
        ["protection_rules:", "  keep_named_prefixes:"] + names.map { "    - \(yamlQuoted($0))" }
    }

    private func runningRemark(_ styling: Styling) -> [String] {
        let names = unknownRunning.map(\.address.name)
        guard !names.isEmpty else { return [] }
        let one = names.count == 1
        let text =
            "\(counted(names.count, "running container")) \(one ? "is" : "are") unknown. Unknown is never touched, and "
            + "nothing protects \(one ? "it" : "them") from a careless pattern. These lines in "
            + "\(escapedForTerminal(ssotPath)) would, and would protect whatever else begins so:"
        return wrapped(text, width: styling.width) + AuditReport.protectingLines(names).map { "  " + $0 }
    }

    private func memoryRemark(_ styling: Styling) -> [String] {
        guard !protectedByMemory.isEmpty else { return [] }
        let text =
            "Only the ledger's memory protects these. Write a rule for what must stay, or a `release` entry for what "
            + "may be judged anew:"
        return wrapped(text, width: styling.width)
            + protectedByMemory.flatMap { resource in
                wrapped(resource.address.printed, styling: styling, lead: "  \(resource.class.symbol) ")
            }
    }

    private func ageRemark(_ styling: Styling) -> [String] {
        guard memoryIsFresh, !thresholds.isEmpty else { return [] }
        let text =
            "Nothing is deleted by age yet, because the Engine does not tell when a thing was last used and this ledger has only now "
            + "begun to watch. In force: \(thresholds.joined(separator: ", "))."
        return wrapped(text, width: styling.width)
    }

    private func provisionalRemark(_ styling: Styling) -> [String] {
        let number = classified.resources.count { $0.notes.contains(.provisional) }
        guard number > 0 else { return [] }
        let text =
            "The class of \(counted(number, "resource")) is provisional: shared namespaces and automatic removal show "
            + "only when a plan inspects the containers."
        return wrapped(text, width: styling.width)
    }

    private var thresholds: [String] {
        [
            ("delete_unnamed_older_than_days", ages.unnamedImageDays),
            ("max_unused_image_age_days", ages.unusedImageDays),
            ("max_unused_volume_age_days", ages.unusedVolumeDays),
        ].compactMap { key, days in
            guard let days, days > 0 else { return nil }
            return "\(key) \(days)"
        }
    }
}
