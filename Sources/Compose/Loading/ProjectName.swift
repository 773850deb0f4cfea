import Domain

/// What a project is called: what the caller says, `COMPOSE_PROJECT_NAME`, the last `name:` of its files, its folder.
struct ProjectName {
    let request: ComposeRequest
    let variables: [String: String]

    /// The name by the documents of all files, in their order; empty only together with an error.
    func resolve(_ documents: [ComposeValue], _ findings: inout Findings) -> String {
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

    private func report(_ summary: String, at position: SourcePosition, _ findings: inout Findings) {
        let fix = "Write `name:` at the top of the file, with a letter or digit at its front."
        findings.error(.stackValue, summary, fix: fix, at: position)
    }

    private var folder: String { request.directory.split(separator: "/").last.map { String($0) } ?? "" }

    private func fromFile(_ value: ComposeValue, _ findings: inout Findings) -> String {
        var interpolation = TreeInterpolation(variables: variables)
        let name = interpolation.apply(value, at: TreePath("name"))
        findings.add(interpolation.findings.diagnostics)
        return ProjectName.normal(name.string ?? "")
    }

    private func checked(
        _ name: String,
        from source: String,
        at position: SourcePosition,
        _ findings: inout Findings
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
