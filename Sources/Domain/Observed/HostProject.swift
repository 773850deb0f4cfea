/// What planning elsewhere has to know of the host's own checkout: where it is, and what only the host can read or seal.
///
/// It holds names and digests, and no value of a variable or an env file.
package struct HostProject: Sendable, Hashable {
    /// An env file of the stack, and what it sets.
    package struct EnvFile: Sendable, Hashable {
        /// Absolute, on the host.
        package var path: String
        /// The names of its variables, sorted.
        package var variables: [String]

        package init(path: String, variables: [String]) {
            self.path = path
            self.variables = variables
        }
    }

    /// What Compose's plugin of the host says of a service.
    package struct ComposeHash: Sendable, Hashable {
        package var project: String
        package var service: String
        /// Sealed with the host's key, since it covers the values of secrets.
        package var hash: String
        /// The digest of what the stack's files want of the service, but for secrets: of a service that wants something
        /// else elsewhere, the plugin says something else too.
        package var specification: String

        package init(project: String, service: String, hash: String, specification: String) {
            self.project = project
            self.service = service
            self.hash = hash
            self.specification = specification
        }
    }

    /// The repository's root, absolute: relative paths of the stack are the host's.
    package var root: String
    /// What `~` stands for; `nil` where the host does not say.
    package var home: String?
    /// The names of the variables, other than those of env files, that the stack's values took text from.
    package var variables: [String]
    package var envFiles: [EnvFile]
    /// Absolute paths of mounted files that git does not track: their bytes are known to the host alone.
    package var ownFiles: [String]
    /// The host's keyed digests of texts that stand in the repository, by the first 32 digits of their SHA-256.
    package var digests: [String: String]
    package var composeHashes: [ComposeHash]

    package init(
        root: String,
        home: String? = nil,
        variables: [String] = [],
        envFiles: [EnvFile] = [],
        ownFiles: [String] = [],
        digests: [String: String] = [:],
        composeHashes: [ComposeHash] = []
    ) {
        self.root = root
        self.home = home
        self.variables = variables
        self.envFiles = envFiles
        self.ownFiles = ownFiles
        self.digests = digests
        self.composeHashes = composeHashes
    }
}
