import Domain

/// Loads a Compose project as `docker compose config` does, without any I/O but the request's `read`.
package enum ComposeLoader {
    /// The model, or every fault that could be found in one run.
    package static func load(_ request: ComposeRequest) -> ComposeReading {
        var load = ModelLoad(files: FileStore(request))
        var variables = ProjectVariables.read(request, &load.files, &load.findings)
        let parsed = request.files.map { ($0.path, load.documents(of: $0.path)) }
        let name = ProjectName(request: request, variables: variables)
            .resolve(parsed.flatMap(\.1), &load.findings)
        variables["COMPOSE_PROJECT_NAME"] = name
        let scope = ModelLoad.Scope(directory: request.directory, variables: variables, including: [])
        var tree = ComposeValue(
            .mapping([]),
            at: SourcePosition(file: request.files.first?.shown ?? "", line: 1, column: 1)
        )
        for (path, documents) in parsed { tree = load.merge(documents, of: path, onto: tree, scope) }
        load.findings.add(load.unset.diagnostics)
        return finish(tree, &load, name: name, variables: variables, request)
    }

    private static func finish(
        _ tree: ComposeValue,
        _ load: inout ModelLoad,
        name: String,
        variables: [String: String],
        _ request: ComposeRequest
    ) -> ComposeReading {
        // A file that could not be parsed yields an empty tree; reporting the missing services too would only repeat
        // that fault.
        guard !(load.findings.hasErrors && tree.entries.isEmpty) else {
            return ComposeReading(model: nil, diagnostics: load.findings.diagnostics)
        }
        let profiles = ProjectVariables.profiles(request, variables)
        func context(_ files: FileStore) -> LoadContext {
            LoadContext(
                projectName: name,
                directory: request.directory,
                profiles: profiles,
                variables: variables,
                read: files.known
            )
        }
        load.readServiceFiles(of: CanonicalProject.complete(tree, context(load.files)).tree)
        let canonical = CanonicalProject.canonicalize(tree, context(load.files))
        load.findings.add(canonical.diagnostics)
        guard !load.findings.hasErrors else {
            return ComposeReading(model: nil, diagnostics: load.findings.diagnostics)
        }
        let model = ComposeProjectModel(
            name: name,
            root: canonical.tree,
            variables: load.variablesUsed.union(canonical.tree.variables).sortedByBytes(),
            filesRead: load.files.filesRead,
            composeFilesRead: load.files.composeFilesRead
        )
        return ComposeReading(model: model, diagnostics: load.findings.diagnostics)
    }
}

extension ComposeValue {
    /// The variables that any text below this value came from.
    var variables: Set<String> {
        var names: Set<String> = []
        for case .variable(let name) in origins { names.insert(name) }
        for element in elements { names.formUnion(element.variables) }
        for entry in entries { names.formUnion(entry.value.variables) }
        return names
    }
}

/// What every stage of loading may look at: names and folders, the variables, and the only way to a file.
struct LoadContext: Sendable {
    let projectName: String
    /// The project directory, absolute.
    let directory: String
    let profiles: [String]
    /// What `${NAME}` and a bare `NAME` in `environment` stand for: the process, then the env files.
    let variables: [String: String]
    /// The bytes of an absolute path; `nil` where there is no readable file. What it reads counts as read by the load.
    let read: @Sendable (_ path: String) -> [UInt8]?
}
