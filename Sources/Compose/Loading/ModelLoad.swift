import Domain

/// One load: files become trees, and each tree merges onto those before it.
///
/// The order is that of Compose: variables, includes, what `!reset` takes away, extends, the merge, long forms.
struct ModelLoad {
    /// What the main project and each included one have of their own.
    struct Scope {
        /// What relative paths start from, absolute.
        let directory: String
        let variables: [String: String]
        /// The main files of the projects that this one is included by, the outermost first.
        let including: [String]
    }

    var files: FileStore
    var findings = DiagnosticCollector()
    /// Names of variables whose text went into any value, even where a later file replaces it.
    private(set) var variablesUsed: Set<String> = []

    /// Uses of variables that are not set, in all files.
    private(set) var unset: [UnsetVariable] = []

    /// Files that services extend from, each read once.
    var extended: [ServicesKey: Services] = [:]

    init(files: FileStore) {
        self.files = files
    }

    /// The file's documents; none together with an error.
    mutating func documents(of path: String) -> [ComposeValue] {
        let shown = files.shown(path)
        guard let bytes = files.composeFile(at: path) else {
            findings.error(
                .stackMissing,
                "The Compose file `\(shown)` is not there or cannot be read.",
                fix: "Correct the path, or create the file.",
                at: SourcePosition(file: shown, line: 1, column: 1)
            )
            return []
        }
        return YAMLDocuments.read(bytes, file: shown, &findings)
    }

    /// The tree with the documents of one file merged onto it, all in long form.
    mutating func merge(
        _ documents: [ComposeValue],
        of path: String,
        onto tree: ComposeValue,
        _ scope: Scope
    ) -> ComposeValue {
        documents.reduce(tree) { tree, document in
            guard let own = interpolated(document, scope.variables) else { return tree }
            let whole = including(MergeTags.stripped(own), tags: own, of: path, scope)
            let base = MergeTags.apply(of: own, to: tree)
            return combined(base, extending(whole, tags: own, of: path, scope))
        }
    }

    /// `nil` for a document that is no mapping.
    mutating func interpolated(_ document: ComposeValue, _ variables: [String: String]) -> ComposeValue? {
        guard document.isMapping else {
            findings.error(
                .stackSyntax,
                "A Compose file is a mapping, and this is \(document.shape).",
                fix: "Begin with `services:`.",
                at: document.position
            )
            return nil
        }
        var interpolation = TreeInterpolation(variables: variables)
        let result = interpolation.apply(document)
        findings.add(interpolation.findings.diagnostics)
        unset += interpolation.unset
        variablesUsed.formUnion(result.variables)
        return result
    }

    /// The merge itself. Duplicates are removed before and after it, because only long forms show which elements of a
    /// list are the same.
    mutating func combined(_ base: ComposeValue, _ over: ComposeValue) -> ComposeValue {
        var merge = TreeMerge()
        let merged = merge.merge(base, over)
        findings.add(merge.findings.diagnostics)
        let long = LongForms.apply(Unicity.enforce(merged, &findings))
        findings.add(long.diagnostics)
        return Unicity.enforce(long.tree, &findings)
    }

    mutating func merged(_ base: ComposeValue, _ over: ComposeValue, at path: TreePath) -> ComposeValue {
        var merge = TreeMerge()
        let merged = merge.merge(base, over, at: path)
        findings.add(merge.findings.diagnostics)
        return merged
    }
}

/// Files that other files name.
extension ModelLoad {
    /// Reads the env files and label files that services name, so that the last stage does no I/O.
    mutating func readServiceFiles(of tree: ComposeValue) {
        for service in tree["services"]?.entries ?? [] {
            let envFiles = service.value["env_file"]?.elements.compactMap { $0["path"]?.string } ?? []
            let labelFiles = service.value["label_file"]?.elements.compactMap(\.string) ?? []
            for path in envFiles + labelFiles { _ = files.bytes(of: path) }
        }
    }

    /// `nil` together with an error where the reference leads out of the files of this host.
    mutating func localPath(_ written: ComposeValue, in directory: String) -> String? {
        guard let text = written.string, !text.isEmpty else { return nil }
        let isRemote = text.contains("://") || text.hasBytePrefix("git@") || text.hasBytePrefix("github.com/")
        guard !isRemote else {
            findings.error(
                .stackUnsupported,
                "Compose files from elsewhere are not supported: what a plan says must be in its repository.",
                fix: "Copy the file into the repository and name the copy.",
                at: written.position
            )
            return nil
        }
        return Path.isAbsolute(text) ? Path.clean(text) : Path.join(directory, text)
    }

    /// The documents of a file that another file names; `nil` together with an error.
    mutating func documents(of path: String, namedAt position: SourcePosition) -> [ComposeValue]? {
        guard files.admitsLoad() else {
            findings.error(
                .stackReference,
                "Files include and extend each other more than a thousand times.",
                fix: "Look for files that include the same files again and again.",
                at: position
            )
            return nil
        }
        guard files.bytes(of: path) != nil else {
            findings.error(
                .stackReference,
                "The file `\(files.shown(path))` is not there or cannot be read.",
                fix: "Correct the path; it starts from the folder of the project.",
                at: position
            )
            return nil
        }
        return documents(of: path)
    }

    mutating func reportUnknown(_ value: ComposeValue, of path: String, known: [String]) {
        for entry in value.entries where !known.contains(where: entry.key.hasSameBytes(as:)) {
            guard !entry.key.hasBytePrefix("x-") else { continue }
            findings.error(
                .stackUnknownKey,
                "`\(path)` has no key `\(entry.key)`.",
                fix: "It knows " + known.map { "`\($0)`" }.joined(separator: ", ") + ".",
                at: entry.keyPosition
            )
        }
    }
}
