internal import Compose
internal import Domain
internal import PlanFile
internal import SSOT

/// The stack as its files say it, before any value is sealed.
struct StackReading: Sendable {
    let files: StackFiles
    /// `nil` where a file is missing or broken.
    let model: ComposeProjectModel?
    /// What loading found, with places.
    let diagnostics: [Diagnostic]
    /// The Compose files by path and hash. Env files are not among them: the hash of a small file of secrets could be
    /// guessed; their values are proven one by one.
    let pinned: [Plan.PinnedFile]

    /// `nil` where the SSOT names no stack.
    static func read(_ document: SSOTDocument, root: String, _ environment: Environment) -> StackReading? {
        guard let files = StackFiles(document, root: root, environment) else { return nil }
        let missing = files.missing
        guard missing.isEmpty else {
            return StackReading(files: files, model: nil, diagnostics: missing, pinned: [])
        }
        let reading = ComposeLoader.load(files.request)
        return StackReading(
            files: files,
            model: reading.model,
            diagnostics: reading.diagnostics,
            pinned: (reading.model?.composeFilesRead ?? []).compactMap(files.pin)
        )
    }

    /// The files are there, and say something that cannot be loaded.
    var isBroken: Bool { model == nil && diagnostics.contains { $0.severity == .error } }
}

extension StackFiles {
    fileprivate func pin(_ path: String) -> Plan.PinnedFile? {
        read(path).map { Plan.PinnedFile(path: shown(path), sha256: PlanDigest.fileHash(of: $0)) }
    }
}
