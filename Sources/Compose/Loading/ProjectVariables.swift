import Domain

/// The variables that stand for `${NAME}`: those of the process, then the env files.
enum ProjectVariables {
    static func read(
        _ request: ComposeRequest,
        _ files: inout FileStore,
        _ findings: inout Findings
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
        _ findings: inout Findings
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

    private static func reportMissing(_ shown: String, at position: SourcePosition?, _ findings: inout Findings) {
        findings.error(
            .stackReference,
            "The env file `\(shown)` is not there or cannot be read.",
            fix: "Create it, or take it from the list of env files.",
            at: position ?? SourcePosition(file: shown, line: 1, column: 1)
        )
    }

    /// `nil` where nobody chose: then `COMPOSE_PROFILES` does.
    static func profiles(_ request: ComposeRequest, _ variables: [String: String]) -> [String] {
        guard request.profiles.isEmpty, let listed = variables["COMPOSE_PROFILES"] else { return request.profiles }
        return listed.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }

    private static func isSet(_ flag: String?) -> Bool {
        ["1", "t", "T", "true", "True", "TRUE"].contains(flag ?? "")
    }
}
