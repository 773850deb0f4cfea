import Domain

/// Every `odoo_<anything>` section is a stack, `stack` extends the only one or is one itself, and `stacks` lists others.
extension DocumentReader {
    func stacks(_ owners: [YAMLPair], _ fields: Fields<RootKey>) -> [StackSection] {
        let named = owners.compactMap { pair in
            Fields<StackKey>(pair.value, pair.key.value, values).map { Named(stackName(of: pair.key), $0) }
        }
        let own = fields[.stack].flatMap { node -> Named? in
            let position = fields.keyPosition(.stack) ?? node.position
            let name = Located(RootKey.stack.rawValue, at: position)
            return Fields<StackKey>(node, RootKey.stack.rawValue, values).map { Named(name, $0) }
        }
        let listed = fields.list(.stacks) { entry($0) }
        if let own, named.count > 1 { refuseExtension(own.name, named) }
        let first = named.count == 1 ? [section(named[0], own)] : named.map { section($0, nil) }
        let sections = first + (named.isEmpty ? [own].compactMap(\.self).map { section($0, nil) } : [])
        return distinct(sections + listed.map { section($0, nil) })
    }

    /// A section with what it is called.
    private struct Named {
        let name: Located<String>
        let fields: Fields<StackKey>

        /// `name`: unless the section says another.
        init(_ name: Located<String>, _ fields: Fields<StackKey>) {
            self.name = fields.name(.name) ?? name
            self.fields = fields
        }
    }

    /// What stands behind `odoo_`.
    private func stackName(of key: Located<String>) -> Located<String> {
        Located(String(decoding: key.value.utf8.dropFirst("odoo_".utf8.count), as: UTF8.self), at: key.position)
    }

    private func entry(_ node: YAMLNode) -> Named? {
        guard let fields = Fields<StackKey>(node, RootKey.stacks.rawValue, values) else { return nil }
        guard let name = fields.name(.name) else {
            faults.error(
                .ssotValue,
                "An entry of `stacks` has no `name`.",
                fix: "Add `name: NAME`: `--stack NAME` selects it, and messages call it so.",
                at: node.position
            )
            return nil
        }
        return Named(name, fields)
    }

    private func section(_ first: Named, _ second: Named?) -> StackSection {
        let (named, own) = (first.fields, second?.fields)
        return StackSection(
            name: first.name,
            repoRoot: one(named.path(.repoRoot), own?.path(.repoRoot), "repo_root"),
            workingDirectory: one(directory(named), own.flatMap { directory($0) }, "working_directory"),
            sourceOfTruth: one(named.path(.sourceOfTruth), own?.path(.sourceOfTruth), "source_of_truth"),
            httpURL: one(named.httpURL(.httpURL), own?.httpURL(.httpURL), "http_url"),
            project: one(project(named), own.flatMap { project($0) }, "project"),
            compose: named.paths(.compose) + (own?.paths(.compose) ?? []),
            envFiles: named.paths(.envFiles) + (own?.paths(.envFiles) ?? []),
            profiles: named.names(.profiles) + (own?.names(.profiles) ?? []),
            position: first.name.position
        )
    }

    private func directory(_ fields: Fields<StackKey>) -> Located<String>? {
        one(fields.path(.workingDirectory), fields.path(.sandboxPath), "working_directory")
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

    private func refuseExtension(_ own: Located<String>, _ sections: [Named]) {
        let places = sections.map { "\($0.name.position)" }.joined(separator: ", ")
        faults.error(
            .ssotContradiction,
            "`stack` extends the only `odoo_…` section, and here are \(sections.count): \(places).",
            fix: "Write its keys into the section that they are for, or make it an entry of `stacks`.",
            at: own.position
        )
    }

    /// Two stacks of one name could not be told apart, and two of one project would undo each other.
    private func distinct(_ sections: [StackSection]) -> [StackSection] {
        var (names, projects): ([String: SourcePosition], [String: SourcePosition]) = ([:], [:])
        for section in sections {
            refuseTwin("stack", section.name.value, &names, at: section.name.position)
            guard let project = section.projectName else { continue }
            refuseTwin("project", project, &projects, at: section.project?.position ?? section.position)
        }
        return sections
    }

    private func refuseTwin(
        _ what: String,
        _ name: String,
        _ known: inout [String: SourcePosition],
        at position: SourcePosition
    ) {
        guard let first = known[name] else {
            known[name] = position
            return
        }
        faults.error(
            .ssotContradiction,
            "Two stacks have the \(what == "stack" ? "name" : "Compose project") `\(Legibility.printable(name))`; "
                + "the other is at \(first).",
            fix: what == "stack" ? "Give one of them another name." : "Write `project: NAME` in one of them.",
            at: position
        )
    }
}
