import Domain

extension ModelLoad {
    /// The project with the resources of the projects that it includes, below its own. `tags` is the same project as
    /// written, with `!reset` and `!override` in it.
    mutating func including(
        _ project: ComposeValue,
        tags: ComposeValue,
        of path: String,
        _ scope: Scope
    ) -> ComposeValue {
        guard let include = project["include"] else { return project }
        guard case .sequence(let entries) = include.kind else {
            if !include.isNull { reportInclude(include) }
            return project.removing("include")
        }
        return entries.reduce(project.removing("include")) { project, entry in
            guard let included = loaded(entry, from: path, scope) else { return project }
            return importing(included, into: project, tags: tags)
        }
    }

    private mutating func loaded(_ entry: ComposeValue, from path: String, _ scope: Scope) -> ComposeValue? {
        guard entry.isMapping || entry.string != nil else {
            reportInclude(entry)
            return nil
        }
        reportUnknown(entry, of: "include", known: ["path", "project_directory", "env_file"])
        let written = LongForms.list(LongForms.wrapped(entry, as: "path")["path"] ?? entry).elements
        let paths = written.compactMap { localPath($0, in: scope.directory) }
        guard paths.count == written.count, let main = paths.first else {
            if written.isEmpty { reportInclude(entry) }
            return nil
        }
        guard !isCycle(main, from: path, scope, at: entry.position) else { return nil }
        let directory = entry["project_directory"].flatMap { localPath($0, in: scope.directory) } ?? Path.parent(main)
        let inner = Scope(
            directory: directory,
            variables: variables(of: entry, in: directory, scope),
            including: scope.including + [path]
        )
        return model(of: paths, at: entry.position, inner)
    }

    private mutating func isCycle(_ main: String, from path: String, _ scope: Scope, at place: SourcePosition) -> Bool {
        let chain = scope.including + [path]
        guard chain.contains(where: main.hasSameBytes(as:)) else { return false }
        findings.error(
            .stackReference,
            "The file includes itself: " + (chain + [main]).map { files.shown($0) }.joined(separator: " > ") + ".",
            fix: "Take one of these includes away.",
            at: place
        )
        return true
    }

    private mutating func model(of paths: [String], at position: SourcePosition, _ scope: Scope) -> ComposeValue? {
        var tree = ComposeValue(.mapping([]), at: position)
        for path in paths {
            guard let documents = documents(of: path, namedAt: position) else { return nil }
            tree = merge(documents, of: path, onto: tree, scope)
        }
        let context = LoadContext(
            projectName: scope.variables["COMPOSE_PROJECT_NAME"] ?? "",
            directory: scope.directory,
            profiles: [],
            variables: scope.variables,
            read: { _ in nil }
        )
        let complete = CanonicalProject.complete(tree, context)
        findings.add(complete.diagnostics)
        return BareNames.resolve(complete.tree, scope.variables)
    }

    /// The variables of an included project: those of the including one win over its own env files (`.env` where it
    /// names none).
    private mutating func variables(
        of entry: ComposeValue,
        in directory: String,
        _ scope: Scope
    ) -> [String: String] {
        let named = LongForms.list(entry["env_file"] ?? ComposeValue(.null, at: entry.position)).elements
        guard named.isEmpty else {
            let paths = named.filter { $0.string != "/dev/null" }.compactMap { localPath($0, in: scope.directory) }
            let place = named.first?.position
            return ProjectVariables.merged(paths, below: scope.variables, at: place, &files, &findings)
        }
        let own = Path.join(directory, ".env")
        guard files.bytes(of: own) != nil else { return scope.variables }
        return ProjectVariables.merged([own], below: scope.variables, at: nil, &files, &findings)
    }

    private mutating func importing(
        _ included: ComposeValue,
        into project: ComposeValue,
        tags: ComposeValue
    ) -> ComposeValue {
        ["services", "volumes", "networks", "secrets", "configs", "models"].reduce(project) { project, kind in
            guard let resources = included[kind], resources.isMapping else { return project }
            let own = project[kind] ?? ComposeValue(.mapping([]), at: resources.position)
            let all = resources.entries.reduce(own) { all, entry in
                guard let conflict = all[entry.key] else { return all.setting(entry.key, entry.value) }
                let base = tags[kind]?[entry.key].map { MergeTags.apply(of: $0, to: entry.value) } ?? entry.value
                return all.setting(
                    entry.key,
                    merged(base, conflict, at: TreePath(kind).appending(entry.key))
                )
            }
            return project.setting(kind, all)
        }
    }

    private mutating func reportInclude(_ value: ComposeValue) {
        findings.error(
            .stackValue,
            "`include` is a list of paths, or of mappings with a `path`.",
            fix: "Write `include:` and below it `- other.yaml`.",
            at: value.position
        )
    }
}
