package import Domain

/// What a Compose project is loaded from. Loading does no I/O of its own: `read` is the only way out.
package struct ComposeRequest: Sendable {
    /// One Compose file, in the order in which they merge.
    package struct File: Sendable, Hashable {
        /// Absolute.
        package let path: String
        /// The path as messages print it.
        package let shown: String

        package init(path: String, shown: String) {
            self.path = path
            self.shown = shown
        }
    }

    package let files: [File]
    /// The project directory, absolute: what relative paths, `.env` and the default project name start from.
    package let directory: String
    /// A project name that overrides what the environment, the files and the directory say.
    package let projectName: String?
    package let profiles: [String]
    /// `--env-file`s, absolute, later ones winning; empty means `.env` of the project directory where it exists.
    package let envFiles: [String]
    /// The variables of the process, which win over every env file.
    package let environment: [String: String]
    /// The bytes of an absolute path; `nil` where there is no readable file.
    package let read: @Sendable (_ path: String) -> [UInt8]?

    package init(
        files: [File],
        directory: String,
        projectName: String? = nil,
        profiles: [String] = [],
        envFiles: [String] = [],
        environment: [String: String] = [:],
        read: @escaping @Sendable (_ path: String) -> [UInt8]?
    ) {
        self.files = files
        self.directory = directory
        self.projectName = projectName
        self.profiles = profiles
        self.envFiles = envFiles
        self.environment = environment
        self.read = read
    }
}

/// A loaded project: what `docker compose config` prints, with places and origins kept.
package struct ComposeProjectModel: Sendable {
    package let name: String
    /// The whole model after merging, defaults and path resolution: `name services networks volumes configs secrets`
    /// and `x-*`, equal key by key to `docker compose config --format json`.
    package let root: ComposeValue
    /// Names of the variables that any value took text from, sorted.
    package let variables: [String]
    /// Every file that was read, absolute, in the order of first reading: the Compose files, what they include and
    /// extend, `.env` and `env_file`s.
    package let filesRead: [String]

    /// The Compose files among them.
    package let composeFilesRead: [String]

    package init(
        name: String,
        root: ComposeValue,
        variables: [String],
        filesRead: [String],
        composeFilesRead: [String] = []
    ) {
        self.name = name
        self.root = root
        self.variables = variables
        self.filesRead = filesRead
        self.composeFilesRead = composeFilesRead
    }
}

/// What loading gave. A model exists only where no diagnostic is an error.
package struct ComposeReading: Sendable {
    package let model: ComposeProjectModel?
    package let diagnostics: [Diagnostic]

    package init(model: ComposeProjectModel?, diagnostics: [Diagnostic]) {
        self.model = model
        self.diagnostics = diagnostics
    }
}
