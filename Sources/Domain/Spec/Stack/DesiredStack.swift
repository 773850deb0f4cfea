/// What the Compose file wants, with every default explicit and every name final. It holds no secret: values that may be
/// one are references with a keyed digest (``BodyReference``).
package struct DesiredStack: Sendable, Hashable {
    package let project: String
    /// Sorted by name.
    package let containers: [DesiredContainer]
    package let networks: [DesiredNetwork]
    package let volumes: [DesiredVolume]
    /// Which digest key sealed the values; another than the observation's means that sealed values cannot be compared.
    package let digestKeyID: String
    /// Names of the variables and env files that apply resolves secrets from, sorted.
    package let variables: [String]
    /// `project.config_files` and `project.working_dir` as Compose labels them: what tells our orphans from a namesake's.
    package let configFiles: String
    package let workingDirectory: String

    package init(
        project: String,
        containers: [DesiredContainer],
        networks: [DesiredNetwork],
        volumes: [DesiredVolume],
        digestKeyID: String,
        variables: [String],
        configFiles: String,
        workingDirectory: String
    ) {
        self.project = project
        self.containers = containers.sorted { $0.name.precedesInBytes($1.name) }
        self.networks = networks.sorted { $0.name.precedesInBytes($1.name) }
        self.volumes = volumes.sorted { $0.name.precedesInBytes($1.name) }
        self.digestKeyID = digestKeyID
        self.variables = variables
        self.configFiles = configFiles
        self.workingDirectory = workingDirectory
    }
}

/// A network or volume of the stack: under its final name, with the body that creates it.
package struct DesiredNetwork: Sendable, Hashable {
    /// The key in the Compose file.
    package let key: String
    package let name: String
    /// Not ours to create: it must be there.
    package let isExternal: Bool
    /// The body of `POST /networks/create`, without the executor's own label.
    package let body: JSON
    package let attributes: AttributeSet
    package let position: SourcePosition

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
    package let key: String
    package let name: String
    package let isExternal: Bool
    /// The body of `POST /volumes/create`, without the executor's own label.
    package let body: JSON
    package let attributes: AttributeSet
    package let position: SourcePosition

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
