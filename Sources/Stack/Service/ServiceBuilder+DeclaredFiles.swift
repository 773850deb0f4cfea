import Compose
import Domain

/// Configs and secrets.
extension ServiceBuilder {
    /// Those that are files of the host, which Compose mounts read-only; the others are refused.
    mutating func declaredFiles() -> [MountedFile] {
        declaredFiles("secrets", folder: "/run/secrets/") + declaredFiles("configs", folder: "/")
    }

    private mutating func declaredFiles(_ kind: String, folder: String) -> [MountedFile] {
        var files: [MountedFile] = []
        for reference in self[kind]?.elements ?? [] {
            guard let key = reference["source"]?.text, let declared = project.file(kind, key) else { continue }
            guard let source = source(of: declared, kind, key, at: reference.position) else { continue }
            let target = reference["target"]?.text ?? ""
            let path = target.isEmpty ? folder + key : target.hasBytePrefix("/") ? target : folder + target
            files.removeAll { $0.target.hasSameBytes(as: path) }
            files.append(MountedFile(source: source, target: path, isDeclared: true, isSecret: kind == "secrets"))
            warnOfOwner(reference, kind)
        }
        return files
    }

    private mutating func source(
        of declared: ComposeValue,
        _ kind: String,
        _ key: String,
        at position: SourcePosition
    ) -> String? {
        let unplannable = [
            ("external", "Compose runs no external ones outside Swarm."),
            ("driver", "Compose runs no drivers of \(kind)."),
            ("template_driver", "Compose runs no drivers of \(kind)."),
            ("content", "its text is copied into the container, which leaves no trace to compare."),
            ("environment", "its text is copied into the container, which leaves no trace to compare."),
        ]
        for (member, reason) in unplannable {
            guard let entry = declared.entry(member), entry.value.kind != .bool(false), !entry.value.isNull else {
                continue
            }
            let fix = "Give `\(kind).\(key)` a `file:` instead."
            findings.refuse("\(kind).\(key).\(member)", of: owner, because: reason, fix: fix, at: entry.keyPosition)
            return nil
        }
        let file = declared["file"]?.text ?? ""
        if !file.isEmpty { return file }
        let fix = "Give `\(kind).\(key)` a `file:`."
        findings.refuse("\(kind).\(key)", of: owner, because: "it names no source.", fix: fix, at: position)
        return nil
    }

    private mutating func warnOfOwner(_ reference: ComposeValue, _ kind: String) {
        for member in ["uid", "gid", "mode"] {
            guard let entry = reference.entry(member), !entry.value.isNull else { continue }
            findings.warn(
                "\(kind).\(member)",
                of: owner,
                that: "has no effect: a mounted file keeps its owner and mode of the host.",
                fix: "Delete it, and set them on the host's file.",
                at: entry.keyPosition
            )
        }
    }
}

/// Digests of the contents of mounted files: a changed file must lead to a new container, although no field of the
/// create body shows it.
extension ServiceBuilder {
    /// Larger files are data, not configuration.
    static let contentLimit = 1 << 20

    func contents(of files: [MountedFile]) -> [MountedContent] {
        files.compactMap { file in
            guard file.isDeclared || isOfStack(file.source), let content = context.content(file.source) else {
                return nil
            }
            guard content.bytes?.count ?? 0 <= ServiceBuilder.contentLimit else { return nil }
            return mounted(content, file)
        }
    }

    /// A digest without a key could be guessed, so a file that is called a secret gets none.
    private func mounted(_ content: FileContent, _ file: MountedFile) -> MountedContent {
        let digests = context.digests
        switch content {
        case .unknown:
            return MountedContent(target: file.target, digest: AttributeSet.unknownSeal, other: nil)
        case .shared(let bytes) where !file.isSecret && !SecretWords.isSecretFile(file.source):
            return MountedContent(target: file.target, digest: digests.plain(bytes), other: digests.shared(bytes))
        case .shared(let bytes), .own(let bytes):
            return MountedContent(target: file.target, digest: digests.secret(bytes), other: digests.plain(bytes))
        }
    }

    /// Whether changes of the file are changes of the stack. System files of the host, such as `/etc/localtime`, change
    /// for reasons of their own.
    private func isOfStack(_ path: String) -> Bool {
        path.hasBytePrefix("\(context.workingDirectory)/")
            || !ServiceBuilder.systemFolders.contains { path.hasBytePrefix($0) }
    }

    private static let systemFolders = ["/dev/", "/etc/", "/proc/", "/run/", "/sys/", "/usr/", "/var/run/"]
}

/// The digest of a mounted file's bytes.
struct MountedContent {
    let target: String
    /// What the label says: without a key for what git tracks.
    let digest: String
    /// The digest of the other kind, which labels bear that were made when git tracked the file, or did not yet. It is
    /// only compared. `nil` where the bytes are not here.
    let other: String?
}
