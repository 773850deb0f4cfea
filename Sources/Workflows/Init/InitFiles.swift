internal import Domain
internal import Files

/// The state folder and the files beside it.
struct InitFiles {
    let root: String
    let state: StateDirectory

    func ensure(_ inventory: inout InitInventory) throws {
        try Writing.guarded {
            try Directories.make(state.path, mode: 0o700)
            try Directories.make(state.keys, mode: 0o700)
            try Directories.make(state.receipts, mode: 0o700)
        }
        try inventory.ensure(Paths.join(state.path, ".gitignore"), "*\n", mode: 0o600)
        try ensureAttributes(&inventory)
    }

    private static let patterns = [
        "plans/** -text", "*.plan.json -text", "*.sig -text", "infra/docker/allowed_signers -text",
        "infra/docker/*_SSOT.yaml -text", "infra/docker/*compose*.yml -text",
    ]

    /// Signatures cover bytes: git must not rewrite line ends in anything that is signed or pinned.
    private func ensureAttributes(_ inventory: inout InitInventory) throws {
        let path = Paths.join(root, ".gitattributes")
        let old =
            FileKind.of(path) == nil ? "" : String(decoding: try Project.read(path, limit: 1 << 20), as: UTF8.self)
        let present = Set(old.split(separator: "\n").map(String.init))
        let missing = InitFiles.patterns.filter { !present.contains($0) }
        if !missing.isEmpty {
            let head = old.isEmpty || old.hasByteSuffix("\n") ? old : old + "\n"
            let text = head + missing.map { $0 + "\n" }.joined()
            try Writing.guarded { try FileWriting.replace(Array(text.utf8), at: path, mode: 0o644) }
        }
        inventory.note(path, wasCreated: old.isEmpty)
    }
}
