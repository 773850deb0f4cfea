import Domain

/// Files that other files name.
extension ModelLoad {
    /// Reads what the services name, so that the last stage needs no files.
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
