internal import Compose
package import Domain
internal import Inventory
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
