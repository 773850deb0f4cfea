import Domain

extension YAMLImporter {
    func refuseAnchor(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Anchors are not allowed.",
            fix: "Write the value out where it is needed; quote a text that begins with `&`.",
            at: position
        )
    }

    func refuseAlias(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Aliases are not allowed.",
            fix: "Quote a pattern that begins with `*`: \"*-prod\".",
            at: position
        )
    }

    func refuseTag(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Tags are not allowed: every value is taken as it is written.",
            fix: "Delete the tag; quote a text that begins with `!`.",
            at: position
        )
    }

    func refuseMerge(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "Merge keys (`<<`) are not allowed.",
            fix: "Write the keys out where they are needed.",
            at: position
        )
    }

    func refuseComplexKey(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "A list or a mapping cannot be a key.",
            fix: "Use a single word as the key.",
            at: position
        )
    }

    func refuseDuplicate(_ key: Located<String>, first: SourcePosition) {
        faults.error(
            .ssotDuplicateKey,
            "The key `\(Legibility.printable(key.value))` stands twice in the mapping; the first is at \(first).",
            fix: "Keep one of them.",
            at: key.position
        )
    }

    func refuseSize(at position: SourcePosition) {
        faults.error(
            .ssotRefusedConstruct,
            "The file holds more than \(YAMLImporter.nodeLimit) values.",
            fix: "Check that this is the right file; an SSOT has a few hundred.",
            at: position
        )
    }
}
