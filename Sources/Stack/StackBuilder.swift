import Attributes
package import Compose
package import Domain
import JSON

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

extension StackBuilder {
    /// Absolute paths of the files and folders that services mount, of configs and of secrets, sorted.
    package static func mountedPaths(of model: ComposeProjectModel) -> [String] {
        let volumes = (model.root["services"]?.entries ?? []).flatMap { $0.value["volumes"]?.elements ?? [] }
        let binds = volumes.filter { $0["type"]?.text == "bind" }.compactMap { $0["source"]?.text }
        let declared = ["configs", "secrets"].flatMap { model.root[$0]?.entries ?? [] }
        return Set(binds + declared.compactMap { $0.value["file"]?.text }).sortedByBytes()
    }

    /// The digest of what a container is to be, the same under every key: of each secret only its name counts.
    package static func specification(of container: DesiredContainer, _ digests: StackDigests) -> String {
        let endpoints = container.connections.map { JSON.Member($0.network, $0.endpoint) }
        let whole: JSON = ["name": .string(container.name), "body": container.body, "connections": .object(endpoints)]
        return digests.plain(whole.withoutSeals.bytes(.compact))
    }
}

extension JSON {
    /// Without keyed digests and what depends on them.
    package var withoutSeals: JSON {
        switch self {
        case .object(let members):
            .object(
                members.filter { !$0.key.hasSameBytes(as: "reconcile.spec") }.map { member in
                    JSON.Member(member.key, member.value.withoutSeals)
                }
            )
        case .array(let elements): .array(elements.map(\.withoutSeals))
        case .string(let text): .string(AttributeSet.isSealed(text) ? AttributeSet.sealedPrefix : text)
        case .null, .bool, .integer, .decimal: self
        }
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
    /// The digests that stand for what the stack's files say.
    package let digests: StackDigests
    /// The texts of Compose's labels `project.config_files` and `project.working_dir`.
    package let configFiles: String
    package let workingDirectory: String
    /// What Compose's own plugin calls the hash of each service; empty where there is no plugin. They tell whether a
    /// container was made from the present files, and stand in no body.
    package let serviceHashes: [String: String]
    /// Stands before the names of secrets, so that no two stacks of a plan give one name to two values.
    package let secretPrefix: String
    /// What a mounted file holds, by its absolute path on the host; `nil` where there is no readable regular file.
    package let content: @Sendable (_ path: String) -> FileContent?
    /// What the Engine speaks; `nil` where it is not known, and then nothing is refused for being too new.
    package let apiVersion: APIVersion?

    package init(
        digests: StackDigests,
        configFiles: String,
        workingDirectory: String,
        serviceHashes: [String: String] = [:],
        secretPrefix: String = "",
        content: @escaping @Sendable (_ path: String) -> FileContent?,
        apiVersion: APIVersion? = nil
    ) {
        self.digests = digests
        self.configFiles = configFiles
        self.workingDirectory = workingDirectory
        self.serviceHashes = serviceHashes
        self.secretPrefix = secretPrefix
        self.content = content
        self.apiVersion = apiVersion
    }
}

/// What a mounted file holds.
package enum FileContent: Sendable, Hashable {
    /// Everybody has it who has the repository.
    case shared([UInt8])
    /// It may be a secret of the host.
    case own([UInt8])
    /// It is there on the host, and not here.
    case unknown

    /// `nil` where they are not here.
    var bytes: [UInt8]? {
        switch self {
        case .shared(let bytes), .own(let bytes): bytes
        case .unknown: nil
        }
    }
}

/// The digests that stand in bodies and attributes in the place of texts.
package struct StackDigests: Sendable {
    /// The host's keyed digest of a text that the repository's readers may know, `hmac-sha256:<hex>`: observed texts
    /// are known only by such digests. For a text that no observed one can be, any digest will do.
    package let shared: @Sendable ([UInt8]) -> String
    /// The keyed digest of a secret; ``AttributeSet/unknownSeal`` where the key is not here.
    package let secret: @Sendable ([UInt8]) -> String
    /// `sha256:<hex>`, of what holds no secret.
    package let plain: @Sendable ([UInt8]) -> String

    package init(
        shared: @escaping @Sendable ([UInt8]) -> String,
        secret: @escaping @Sendable ([UInt8]) -> String,
        plain: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.shared = shared
        self.secret = secret
        self.plain = plain
    }

    /// The same for files that are the host's own: nothing of them is shared.
    package var withoutSharing: StackDigests { StackDigests(shared: secret, secret: secret, plain: plain) }

    /// Reads bodies into attributes that can be compared with observed ones. What is made of an unknown digest is
    /// unknown itself.
    var reader: AttributeReader {
        AttributeReader { bytes in
            AttributeSet.isUnknown(String(decoding: bytes, as: UTF8.self)) ? AttributeSet.unknownSeal : shared(bytes)
        }
    }

    /// Reads bodies into attributes that are the same under every key, but for secrets.
    var plainReader: AttributeReader { AttributeReader(seal: plain) }
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
