internal import Domain
internal import Files
internal import PlanFile
internal import SSOT

/// The files of the stack, pinned by their bytes. Their content is not interpreted here.
struct StackFiles {
    let files: [Plan.PinnedFile]
    let warnings: [Diagnostic]

    static func read(_ document: SSOTDocument, root: String) -> StackFiles {
        guard let stack = document.stack else { return StackFiles(files: [], warnings: []) }
        let named = stack.composeFiles + stack.envFiles
        let base = base(of: stack, root: root)
        var files: [Plan.PinnedFile] = []
        var warnings: [Diagnostic] = []
        for name in named {
            let path = Paths.join(base, name.value)
            do throws(FileFault) {
                let bytes = try FileReading.read(path, limit: Project.stackLimit, followingLinks: true)
                let shown = Paths.relative(path, to: root) ?? path
                files.append(Plan.PinnedFile(path: shown, sha256: PlanDigest.fileHash(of: bytes)))
            } catch {
                warnings.append(warning(name, error))
            }
        }
        return StackFiles(files: files, warnings: warnings)
    }

    /// `working_directory` where it exists, else the root.
    private static func base(of stack: StackSection, root: String) -> String {
        let named = (stack.workingDirectory ?? stack.repoRoot).map { Paths.join(root, $0.value) }
        guard let named, FileKind.of(named, followingLinks: true) == .directory else { return root }
        return named
    }

    private static func warning(_ name: Located<String>, _ fault: FileFault) -> Diagnostic {
        Diagnostic(
            .stackMissing,
            .warning,
            "The stack file \(name.value) cannot be read: \(fault.summary)",
            detail: "Until it can, allowed volumes and networks are expected by their plain and project names.",
            fix: "Put the file there, or correct its path.",
            position: name.position
        )
    }
}
