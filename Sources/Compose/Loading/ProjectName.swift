import Domain

/// What a project is called: what the caller says, `COMPOSE_PROJECT_NAME`, the last `name:` of its files, its folder.
struct ProjectName {
    let request: ComposeRequest
    let variables: [String: String]

    /// The name by the documents of all files, in their order; empty only together with an error.
    func resolve(_ documents: [ComposeValue], _ findings: inout DiagnosticCollector) -> String {
        let start = SourcePosition(file: request.files.first?.shown ?? "", line: 1, column: 1)
        if let chosen = request.projectName, !chosen.isEmpty {
            return checked(chosen, from: "the name that was asked for", at: start, &findings)
        }
        if let chosen = variables["COMPOSE_PROJECT_NAME"], !chosen.isEmpty {
            return checked(chosen, from: "COMPOSE_PROJECT_NAME", at: start, &findings)
        }
        for entry in documents.compactMap({ $0.entry("name") }) where entry.value.string == nil {
            report("`name` is \(entry.value.shape) and no text.", at: entry.value.position, &findings)
        }
        let written = documents.compactMap { $0.entry("name") }.last { $0.value.string?.isEmpty == false }
        let name = written.map { fromFile($0.value, &findings) } ?? ProjectName.normal(folder)
        guard name.isEmpty else { return name }
        let summary = "The project has no name: nothing of `\(written?.value.string ?? folder)` can stand in one."
        report(summary, at: written?.value.position ?? start, &findings)
        return ""
    }

    private func report(_ summary: String, at position: SourcePosition, _ findings: inout DiagnosticCollector) {
        let fix = "Write `name:` at the top of the file, with a letter or digit at its front."
        findings.error(.stackValue, summary, fix: fix, at: position)
    }

    private var folder: String { request.directory.split(separator: "/").last.map { String($0) } ?? "" }

    private func fromFile(_ value: ComposeValue, _ findings: inout DiagnosticCollector) -> String {
        var interpolation = TreeInterpolation(variables: variables)
        let name = interpolation.apply(value, at: TreePath("name"))
        findings.add(interpolation.findings.diagnostics)
        return ProjectName.normal(name.string ?? "")
    }

    private func checked(
        _ name: String,
        from source: String,
        at position: SourcePosition,
        _ findings: inout DiagnosticCollector
    ) -> String {
        guard !ProjectName.normal(name).hasSameBytes(as: name) else { return name }
        findings.error(
            .stackValue,
            "`\(name)` cannot name a project (it is \(source)).",
            fix: "Use lowercase letters, digits, `-` and `_`, with a letter or digit at the front.",
            at: position
        )
        return ""
    }

    /// Lowercase, without what no name of a project can have.
    static func normal(_ name: String) -> String {
        let kept = name.lowercased().unicodeScalars.filter { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-"
        }
        return String(String.UnicodeScalarView(kept.drop { $0 == "_" || $0 == "-" }))
    }
}

/// `environment: [NAME]` without a value takes the variable `NAME`. In an included project that is the variable as the
/// included project sees it, so it is filled in before the merge.
enum BareNames {
    static func resolve(_ tree: ComposeValue, _ variables: [String: String]) -> ComposeValue {
        tree.updating("services") { services in
            services.mapEntries { service in
                service.value.updating("environment") { environment in
                    environment.mapElements { resolved($0, variables) }
                }
            }
        }
    }

    private static func resolved(_ element: ComposeValue, _ variables: [String: String]) -> ComposeValue {
        guard let name = element.string, let value = variables[name] else { return element }
        var copy = element
        copy.kind = .string("\(name)=\(value)")
        copy.origins.insert(.variable(name))
        return copy
    }
}

/// The variables that stand for `${NAME}`: those of the process, then the env files.
enum ProjectVariables {
    static func read(
        _ request: ComposeRequest,
        _ files: inout FileStore,
        _ findings: inout DiagnosticCollector
    ) -> [String: String] {
        let own = request.environment
        guard request.envFiles.isEmpty else {
            return merged(request.envFiles, below: own, at: nil, &files, &findings)
        }
        let defaultFile = Path.join(request.directory, ".env")
        guard !isSet(own["COMPOSE_DISABLE_ENV_FILE"]), files.bytes(of: defaultFile) != nil else { return own }
        return merged([defaultFile], below: own, at: nil, &files, &findings)
    }

    /// The variables with what the files add. A later file wins over an earlier one, the variables over all of them.
    /// The position is where the files are named; there is none for those of the caller.
    static func merged(
        _ paths: [String],
        below variables: [String: String],
        at position: SourcePosition?,
        _ files: inout FileStore,
        _ findings: inout DiagnosticCollector
    ) -> [String: String] {
        var added: [String: String] = [:]
        for path in paths {
            let shown = files.shown(path)
            guard let bytes = files.bytes(of: path) else {
                reportMissing(shown, at: position, &findings)
                continue
            }
            let reading = Dotenv.parse(bytes, file: shown, earlier: added) { variables[$0] }
            findings.add(reading.diagnostics)
            for (name, value) in reading.values where !name.isEmpty { added[name] = value }
        }
        return added.merging(variables) { $1 }
    }

    private static func reportMissing(
        _ shown: String,
        at position: SourcePosition?,
        _ findings: inout DiagnosticCollector
    ) {
        findings.add(
            Diagnostic(
                .stackReference,
                "The env file `\(shown)` is not there or cannot be read.",
                fix: "Create it, or take it from the list of env files.",
                position: position
            )
        )
    }

    /// The profiles of the request, else those of `COMPOSE_PROFILES`.
    static func profiles(_ request: ComposeRequest, _ variables: [String: String]) -> [String] {
        guard request.profiles.isEmpty, let listed = variables["COMPOSE_PROFILES"] else { return request.profiles }
        return listed.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }

    private static func isSet(_ flag: String?) -> Bool {
        ["1", "t", "T", "true", "True", "TRUE"].contains(flag ?? "")
    }
}
