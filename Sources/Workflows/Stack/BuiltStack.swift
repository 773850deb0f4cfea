import Compose
package import Domain
import Inventory
import PlanFile
import SSOT
package import Stack

/// The stack ready to be planned and applied: what is wanted, sealed under one digest key, and the values that were
/// sealed.
package struct BuiltStack: Sendable {
    /// How the SSOT calls the stack.
    let name: String
    package let desired: DesiredStack?
    package let secrets: StackSecrets
    package let diagnostics: [Diagnostic]

    /// What Compose's own plugin says of the stack.
    struct PluginFacts: Sendable {
        let version: String
        /// By service.
        let hashes: [String: String]

        static func ask(_ plugin: ComposePlugin, _ files: StackFiles) async throws -> PluginFacts? {
            let hashes = try await plugin.hashes(of: files)
            guard !hashes.isEmpty, let version = try await plugin.version() else { return nil }
            return PluginFacts(version: version, hashes: hashes)
        }
    }

    /// What a stack is built for: what seals its values, and what the Engine speaks.
    struct Target: Sendable {
        let digests: StackDigests
        /// `nil` where no Engine is asked.
        let apiVersion: APIVersion?
        /// What Compose's plugin calls the hash of each service, by project.
        var serviceHashes: [String: [String: String]] = [:]

        init(_ digests: StackDigests, speaking version: String? = nil) {
            self.digests = digests
            apiVersion = version.flatMap { APIVersion($0) }
        }
    }

    /// `secretsNamedAlone`: whether the names of secrets tell no two stacks apart, because there is only one.
    init(_ reading: StackReading, _ model: ComposeProjectModel, for target: Target, secretsNamedAlone: Bool) {
        name = reading.name
        let (files, known) = (reading.files, reading.known)
        let result = StackBuilder.build(
            model,
            StackContext(
                digests: reading.isShared ? target.digests : target.digests.withoutSharing,
                configFiles: files.configFiles,
                workingDirectory: files.directory,
                serviceHashes: target.serviceHashes[model.name] ?? [:],
                secretPrefix: secretsNamedAlone ? "" : "\(model.name)/",
                content: { files.content(of: $0, known) },
                apiVersion: target.apiVersion
            )
        )
        // On the host nothing is unset, so its bodies are not searched.
        let isUnset = !files.unsetVariables.isEmpty
        let unset = isUnset ? UnsetVariables.diagnostics(result.stack, model.root.position) : []
        desired = unset.isEmpty ? result.stack : nil
        secrets = result.secrets
        diagnostics = result.diagnostics + unset
    }
}

/// The stack as its files say it, before any value is sealed.
struct StackReading: Sendable {
    /// How the SSOT calls the stack.
    let name: String
    let files: StackFiles
    /// `nil` where a file is missing or broken.
    let model: ComposeProjectModel?
    /// What loading found, with places.
    let diagnostics: [Diagnostic]
    /// The Compose files by path and hash. Env files are not among them: the hash of a small file of secrets could be
    /// guessed; their values are proven one by one.
    let pinned: [Plan.PinnedFile]
    /// The files that everybody has who has the repository, of those that are mounted and of the Compose files.
    let known: GitFiles

    /// Whether everybody has the texts of the stack's own files.
    var isShared: Bool { model?.composeFilesRead.allSatisfy(known.contains) ?? false }

    static func read(_ name: String, _ files: StackFiles) async -> StackReading {
        let missing = files.missing
        guard missing.isEmpty else {
            return StackReading(
                name: name,
                files: files,
                model: nil,
                diagnostics: missing,
                pinned: [],
                known: .none
            )
        }
        let reading = ComposeLoader.load(files.request)
        let unset = reading.model == nil ? UnsetVariables.diagnostic(files) : nil
        return StackReading(
            name: name,
            files: files,
            model: reading.model,
            diagnostics: [unset].compactMap(\.self) + reading.diagnostics,
            pinned: (reading.model?.composeFilesRead ?? []).compactMap(files.pin),
            known: await files.known(
                among: reading.model.map { StackBuilder.mountedPaths(of: $0) + $0.composeFilesRead } ?? []
            )
        )
    }

    /// The files are there, and say something that cannot be loaded.
    var isBroken: Bool { model == nil && diagnostics.contains { $0.severity == .error } }
}

extension [StackReading] {
    /// Every file once: two stacks may include the same.
    var pinned: [Plan.PinnedFile] {
        var known: Set<String> = []
        return flatMap(\.pinned).filter { known.insert($0.path).inserted }
    }

    var isAnyBroken: Bool { contains(where: \.isBroken) }
}

extension StackFiles {
    fileprivate func pin(_ path: String) -> Plan.PinnedFile? {
        request.read(path).map { Plan.PinnedFile(path: shown(path), sha256: PlanDigest.fileHash(of: $0)) }
    }
}
