package import Compose
package import Domain

/// Builds what the stack wants from its Compose model: for every container the body that Compose itself would send,
/// with every secret taken out. A container of ours then equals one that Compose made.
package enum StackBuilder {
    /// - Returns: No stack where a diagnostic is an error.
    package static func build(_ model: ComposeProjectModel, _ context: StackContext) -> StackResult {
        let project = StackProject(model)
        var (vault, findings) = (SecretCollector(context), DiagnosticCollector(limit: .max))
        let containers = containers(of: project, context, &vault, &findings)
        var resources = ResourceBuilder(project, context, vault, findings)
        let networks = project.networks.map { resources.network($0) }
        let volumes = project.volumes.map { resources.volume($0) }
        let stack = DesiredStack(
            project: project.name,
            containers: containers,
            networks: networks,
            volumes: volumes,
            digestKeyID: context.digestKeyID,
            variables: resources.vault.variables,
            configFiles: context.configFiles,
            workingDirectory: context.workingDirectory
        )
        return StackResult(
            stack: resources.findings.hasErrors ? nil : stack,
            secrets: resources.vault.secrets,
            diagnostics: resources.findings.diagnostics
        )
    }

    private static func containers(
        of project: StackProject,
        _ context: StackContext,
        _ vault: inout SecretCollector,
        _ findings: inout DiagnosticCollector
    ) -> [DesiredContainer] {
        var containers: [DesiredContainer] = []
        for service in project.services {
            var builder = ServiceBuilder(service, number: 1, of: project, context, vault, findings)
            builder.judge()
            findings = builder.findings
            for number in 0..<project.scale(of: service.value) {
                builder = ServiceBuilder(service, number: number + 1, of: project, context, vault, findings)
                containers.append(builder.build())
                (vault, findings) = (builder.vault, builder.findings)
            }
        }
        return containers
    }
}

/// What building gave.
package struct StackResult: Sendable {
    /// `nil` where a diagnostic is an error.
    package let stack: DesiredStack?
    package let secrets: StackSecrets
    /// With place and fix.
    package let diagnostics: [Diagnostic]
}

/// What building the stack needs beside the Compose model.
package struct StackContext: Sendable {
    /// The keyed digest of a value, `hmac-sha256:<hex>`.
    package let seal: @Sendable ([UInt8]) -> String
    package let digestKeyID: String
    /// The texts of Compose's labels `project.config_files` and `project.working_dir`.
    package let configFiles: String
    package let workingDirectory: String
    /// What Compose's own plugin calls the hash of each service; empty where there is no plugin.
    package let serviceHashes: [String: String]
    /// The plugin's version, for Compose's label; `nil` leaves the label out.
    package let composeVersion: String?
    /// The bytes of an absolute path; `nil` where there is no readable regular file.
    package let read: @Sendable (_ path: String) -> [UInt8]?
    /// What the Engine speaks; `nil` where it is not known, and then nothing is refused for being too new.
    package let apiVersion: APIVersion?

    package init(
        seal: @escaping @Sendable ([UInt8]) -> String,
        digestKeyID: String,
        configFiles: String,
        workingDirectory: String,
        serviceHashes: [String: String] = [:],
        composeVersion: String? = nil,
        read: @escaping @Sendable (_ path: String) -> [UInt8]?,
        apiVersion: APIVersion? = nil
    ) {
        self.seal = seal
        self.digestKeyID = digestKeyID
        self.configFiles = configFiles
        self.workingDirectory = workingDirectory
        self.serviceHashes = serviceHashes
        self.composeVersion = composeVersion
        self.read = read
        self.apiVersion = apiVersion
    }
}

/// A version of the Engine's API, `1.41`.
package struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// `nil` for what is no version.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
        self.init(major, minor)
    }

    package var description: String { "\(major).\(minor)" }

    package static func < (lhs: APIVersion, rhs: APIVersion) -> Bool {
        (lhs.major, lhs.minor) < (rhs.major, rhs.minor)
    }
}

/// The plain values of everything that stands as a secret reference in the stack's bodies, by the reference's name.
///
/// It prints nothing of them, whatever prints it.
package struct StackSecrets: Sendable {
    private var values: [String: String] = [:]

    package static let empty = StackSecrets()

    /// The plain value; `nil` for a name that no body refers to.
    package subscript(name: String) -> String? { values[name] }

    /// Sorted.
    package var names: [String] { values.keys.sorted() }

    package var isEmpty: Bool { values.isEmpty }

    /// Keeps a value under its name. Where another value has that name already (names of services and variables may
    /// contain dots), an apostrophe is appended.
    mutating func keep(_ value: String, as name: String) -> String {
        var free = name
        while let kept = values[free], kept != value { free += "'" }
        values[free] = value
        return free
    }
}

extension StackSecrets: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(values.count) sealed values" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: [:] as KeyValuePairs<String, Any>) }
}
