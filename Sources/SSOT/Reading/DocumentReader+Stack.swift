import Domain

extension DocumentReader {
    /// The owners' `odoo_<anything>` section and `stack` as one; `nil` where there is neither.
    func stack(_ owners: [YAMLPair], _ fields: Fields<RootKey>) -> StackSection? {
        for extra in owners.dropFirst() { refuseSecondStack(extra.key, first: owners[0].key) }
        let named = owners.first.flatMap { Fields<OwnersStackKey>($0.value, $0.key.value, values) }
        let own = fields[.stack].flatMap { Fields<StackKey>($0, RootKey.stack.rawValue, values) }
        guard let position = owners.first?.key.position ?? fields.keyPosition(.stack) else { return nil }
        return StackSection(
            repoRoot: one(named?.path(.repoRoot), own?.path(.repoRoot), "repo_root"),
            workingDirectory: one(
                one(named?.path(.workingDirectory), named?.path(.sandboxPath), "working_directory"),
                one(own?.path(.workingDirectory), own?.path(.sandboxPath), "working_directory"),
                "working_directory"
            ),
            sourceOfTruth: one(named?.path(.sourceOfTruth), own?.path(.sourceOfTruth), "source_of_truth"),
            httpURL: one(named?.httpURL(.httpURL), own?.httpURL(.httpURL), "http_url"),
            project: own.flatMap { project($0) },
            compose: own?.paths(.compose) ?? [],
            envFiles: own?.paths(.envFiles) ?? [],
            profiles: own?.names(.profiles) ?? [],
            position: position
        )
    }

    /// The one that is written; both written is a contradiction even where they are equal today.
    private func one(_ first: Located<String>?, _ second: Located<String>?, _ name: String) -> Located<String>? {
        guard let first, let second else { return first ?? second }
        faults.error(
            .ssotContradiction,
            "`\(name)` is given twice; the other place is \(min(first.position, second.position)).",
            fix: "Keep one of the two. `sandbox_path` is another name of `working_directory`.",
            at: max(first.position, second.position)
        )
        return first
    }

    private func project(_ fields: Fields<StackKey>) -> Located<String>? {
        guard let project = fields.name(.project) else { return nil }
        guard ComposeProject.isValid(project.value) else {
            faults.error(
                .ssotName,
                "`\(Legibility.printable(project.value))` is no Compose project name.",
                fix: "Use lower-case letters, digits, `-` and `_`, beginning with a letter or digit.",
                at: project.position
            )
            return nil
        }
        return project
    }

    private func refuseSecondStack(_ key: Located<String>, first: Located<String>) {
        faults.error(
            .ssotContradiction,
            "`\(Legibility.printable(key.value))` is a second `odoo_…` section; the first is at \(first.position).",
            fix: "Keep one: an SSOT describes one stack.",
            at: key.position
        )
    }
}
