import Domain

extension SSOTLint {
    /// Entries of one allow-list that stand twice.
    static func checkDuplicateEntries(_ document: SSOTDocument, _ faults: Faults) {
        let allowed = document.allowed
        check(allowed.containers.map { ($0.name, $0.position) }, RootKey.allowedContainers, faults)
        check(allowed.images.map { (name(of: $0), $0.position) }, RootKey.allowedImages, faults)
        check(allowed.volumes.map { ($0.name, $0.position) }, RootKey.allowedVolumes, faults)
        check(allowed.networks.map { ($0.name, $0.position) }, RootKey.networks, faults)
        check(document.adopted.map { ($0.pattern.pattern, $0.position) }, RootKey.adopt, faults)
    }

    private static func check(_ entries: [(String, SourcePosition)], _ list: RootKey, _ faults: Faults) {
        var places: [[UInt8]: SourcePosition] = [:]
        for (name, position) in entries {
            let key = Array(name.utf8)
            guard let first = places[key] else {
                places[key] = position
                continue
            }
            faults.warning(
                .ssotShadowedRule,
                "`\(Legibility.printable(name))` stands twice in `\(list.rawValue)`; the first is at \(first).",
                fix: "Delete one of the two.",
                at: position
            )
        }
    }
}
