/// What the Compose file wants, with every default explicit and every name final. It holds no secret: values that may
/// be one are references with a keyed digest (``BodyReference``).
package struct DesiredStack: Sendable, Hashable {
    package var project: String
    /// Sorted by name.
    package var containers: [DesiredContainer]
    package var networks: [DesiredNetwork]
    package var volumes: [DesiredVolume]
    /// Names of the variables and env files that apply resolves secrets from, sorted.
    package var variables: [String]
    /// `project.config_files` and `project.working_dir` as Compose labels them: what tells our orphans from a
    /// namesake's.
    package var configFiles: String
    package var workingDirectory: String

    package init(
        project: String,
        containers: [DesiredContainer],
        networks: [DesiredNetwork],
        volumes: [DesiredVolume],
        variables: [String],
        configFiles: String,
        workingDirectory: String
    ) {
        self.project = project
        self.containers = containers.sorted { $0.name.precedesInBytes($1.name) }
        self.networks = networks.sorted { $0.name.precedesInBytes($1.name) }
        self.volumes = volumes.sorted { $0.name.precedesInBytes($1.name) }
        self.variables = variables
        self.configFiles = configFiles
        self.workingDirectory = workingDirectory
    }
}

/// A network or volume of the stack: under its final name, with the body that creates it.
package struct DesiredNetwork: Sendable, Hashable {
    /// The key in the Compose file.
    package var key: String
    package var name: String
    /// Not ours to create: it must be there.
    package var isExternal: Bool
    /// The body of `POST /networks/create`, without the executor's own label.
    package var body: JSON
    package var attributes: AttributeSet
    package var position: SourcePosition

    package init(
        key: String,
        name: String,
        isExternal: Bool,
        body: JSON,
        attributes: AttributeSet,
        position: SourcePosition
    ) {
        self.key = key
        self.name = name
        self.isExternal = isExternal
        self.body = body
        self.attributes = attributes
        self.position = position
    }
}

package struct DesiredVolume: Sendable, Hashable {
    package var key: String
    package var name: String
    package var isExternal: Bool
    /// The body of `POST /volumes/create`, without the executor's own label.
    package var body: JSON
    package var attributes: AttributeSet
    package var position: SourcePosition

    package init(
        key: String,
        name: String,
        isExternal: Bool,
        body: JSON,
        attributes: AttributeSet,
        position: SourcePosition
    ) {
        self.key = key
        self.name = name
        self.isExternal = isExternal
        self.body = body
        self.attributes = attributes
        self.position = position
    }
}

/// The files that a stack is made from, as Compose's labels record them. They tell our containers from those of another
/// project that has the same name.
package struct StackOrigin: Sendable, Hashable {
    /// `project.working_dir`, absolute.
    package var workingDirectory: String
    /// `project.config_files`, absolute paths with commas between.
    package var configFiles: String

    package init(workingDirectory: String, configFiles: String) {
        self.workingDirectory = workingDirectory
        self.configFiles = configFiles
    }

    /// Whether labels say that another folder's files, or other files of this folder, made the container. Where they
    /// say nothing, nothing speaks against it; a stack that gained or lost one of its files is still itself.
    package func isElsewhere(_ labels: ObservedLabels) -> Bool {
        if let folder = labels.composeWorkingDirectory, !folder.hasSameBytes(as: workingDirectory) { return true }
        guard let files = labels.composeConfigFiles else { return false }
        return StackOrigin.parts(of: files).isDisjoint(with: StackOrigin.parts(of: configFiles))
    }

    private static func parts(of list: String) -> Set<[UInt8]> {
        Set(list.utf8.split(separator: UInt8(ascii: ",")).map(Array.init))
    }
}

extension DesiredStack {
    package var origin: StackOrigin { StackOrigin(workingDirectory: workingDirectory, configFiles: configFiles) }
}

extension [PatternRule] {
    /// Whether an entry of `adopt` names the address.
    package func adopt(_ address: Address) -> Bool { contains { $0.pattern.matches(address.description) } }
}

/// What the containers of a stack use of it.
extension DesiredStack {
    package func isUsed(_ network: DesiredNetwork) -> Bool { containers.contains { $0.uses(network: network.name) } }

    package func isUsed(_ volume: DesiredVolume) -> Bool { containers.contains { $0.mounts(volume: volume.name) } }
}

extension DesiredContainer {
    package func uses(network name: String) -> Bool {
        connections.contains { $0.network.hasSameBytes(as: name) }
            || attributes[.networkMode]?.hasSameBytes(as: name) == true
    }

    package func mounts(volume name: String) -> Bool {
        attributes.members(of: .mount).contains { target in
            attributes.mount(at: target)?.namedVolume?.hasSameBytes(as: name) ?? false
        }
    }
}

extension DesiredVolume {
    /// `nil` for an external one.
    package var driver: String? { isExternal ? nil : body["Driver"]?.string ?? "local" }
}
