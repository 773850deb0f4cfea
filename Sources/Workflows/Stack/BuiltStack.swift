import Compose
package import Domain
import Inventory
import PlanFile
import SSOT
package import Stack

/// The stack ready to be planned and applied: what is wanted, sealed under one digest key, and the values that were
/// sealed.
package struct BuiltStack: Sendable {
    package let desired: DesiredStack?
    package let secrets: StackSecrets
    package let diagnostics: [Diagnostic]

    /// What Compose's own plugin says, for labels of what will be created.
    struct PluginFacts: Sendable {
        let version: String
        let hashes: [String: String]

        static func ask(_ plugin: ComposePlugin, _ files: StackFiles) async throws -> PluginFacts? {
            let hashes = try await plugin.hashes(of: files)
            guard !hashes.isEmpty, let version = try await plugin.version() else { return nil }
            return PluginFacts(version: version, hashes: hashes)
        }
    }

    /// What a stack is built for: the key that seals its values, what the Engine speaks, and what the plugin says.
    struct Target: Sendable {
        let key: DigestKey
        /// `nil` where no Engine is asked.
        let apiVersion: APIVersion?
        var plugin: PluginFacts?

        init(_ key: DigestKey, speaking version: String? = nil) {
            self.key = key
            apiVersion = version.flatMap { APIVersion($0) }
        }
    }

    init(_ reading: StackReading, _ model: ComposeProjectModel, for target: Target) {
        let (files, key) = (reading.files, target.key)
        let result = StackBuilder.build(
            model,
            StackContext(
                seal: { key.digest(of: $0) },
                digestKeyID: key.id,
                configFiles: files.configFiles,
                workingDirectory: files.directory,
                serviceHashes: target.plugin?.hashes ?? [:],
                composeVersion: target.plugin?.version,
                read: { files.read($0) },
                apiVersion: target.apiVersion
            )
        )
        desired = result.stack
        secrets = result.secrets
        diagnostics = result.diagnostics
    }
}

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
