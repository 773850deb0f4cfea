package import Domain
import Files
import SSOT

/// Prepares a repository and its host: SSOT, signers, `.gitattributes`, state, keys, ledger. It keeps what exists.
package struct InitWorkflow: Sendable {
    package struct Request: Sendable {
        package let principal: String?
        /// Record the signers file as it is now, although this host recorded another.
        package let acceptsSigners: Bool
        /// Bind the ledger to this SSOT, although it was bound to another.
        package let acceptsSSOT: Bool
        /// Let no record of up to now judge the clock.
        package let acceptsClock: Bool
        /// Take over what a lost ledger made on this engine.
        package let takesOver: Bool
        /// Write the first SSOT from what runs.
        package let fromHost: Bool
        /// Write the first SSOT from this Compose file.
        package let composeFile: String?
        /// Keep the state below `/var/lib/reconcile`.
        package let isSystem: Bool
        /// The environment's name for a first SSOT; `nil` where nobody chose one.
        package let env: String?

        package init(
            principal: String?,
            acceptsSigners: Bool,
            acceptsSSOT: Bool = false,
            acceptsClock: Bool = false,
            takesOver: Bool = false,
            fromHost: Bool,
            composeFile: String?,
            isSystem: Bool,
            env: String?
        ) {
            self.principal = principal
            self.acceptsSigners = acceptsSigners
            self.acceptsSSOT = acceptsSSOT
            self.acceptsClock = acceptsClock
            self.takesOver = takesOver
            self.fromHost = fromHost
            self.composeFile = composeFile
            self.isSystem = isSystem
            self.env = env
        }
    }

    package struct Result: Sendable {
        package let created: [String]
        package let kept: [String]
        package let principal: String
        package let warnings: [Diagnostic]
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// Makes what is missing: SSOT, folders, keys, signers file and ledger. What exists is kept.
    ///
    /// - Throws: `Failure` with its exit code where one of them cannot be made or read.
    package func run(_ request: Request) async throws -> Result {
        let root = try root()
        var inventory = InitInventory(root: root)
        let ssot = try await FirstSSOT(options, environment, root: root).ensure(request, &inventory)
        let document = document(ofSSOT: ssot)
        let env = document?.environment.value ?? request.env ?? FirstSSOT.defaultEnv
        let state = try state(request, root: root, env: env)
        try InitFiles(root: root, state: state).ensure(&inventory)
        let signers = SignersFile.path(document, root: root)
        let keys = InitKeys(environment: environment, state: state, root: root, signersPath: signers)
        let principal = try await keys.ensure(request.principal, &inventory)
        let ledger = InitLedger(
            environment: environment,
            root: root,
            state: state,
            signersPath: signers,
            ssotName: Paths.relative(ssot, to: root)
        )
        let warnings = try ledger.ensure(request, env: env, &inventory)
        let idle = IdleOptions(request, inventory.shown(ssot), principal, env: env)
        return Result(
            created: inventory.created.sortedByBytes(),
            kept: inventory.kept.sortedByBytes(),
            principal: principal,
            warnings: warnings + (inventory.kept.contains(inventory.shown(ssot)) ? idle.ofKeptSSOT : [])
                + idle.ofPrincipal
        )
    }

    /// The repository that holds the current directory, else the current directory itself.
    private func root() throws -> String {
        let start = try ProjectLocation.start(options, environment)
        if options.directory != nil { return start }
        return ProjectLocation.root(holding: Paths.join(start, "x")) ?? start
    }

    private func state(_ request: Request, root: String, env: String) throws -> StateDirectory {
        guard request.isSystem else { return try StateDirectory.locate(options, environment, root: root, env: env) }
        return StateDirectory(path: "/var/lib/reconcile/\(env)")
    }

    /// `nil` for an SSOT with errors: `validate` tells them, and `init` must still work.
    private func document(ofSSOT path: String) -> SSOTDocument? {
        (try? Project.read(path, limit: Project.ssotLimit)).flatMap { SSOTReader.read($0, file: path).document }
    }
}

/// What `init` made and what it found.
struct InitInventory {
    let root: String
    private(set) var created: [String] = []
    private(set) var kept: [String] = []

    init(root: String) { self.root = root }

    mutating func note(_ path: String, wasCreated: Bool) {
        if wasCreated { created.append(shown(path)) } else { kept.append(shown(path)) }
    }

    func shown(_ path: String) -> String { Paths.relative(path, to: root) ?? path }

    /// Writes the file unless there is one.
    mutating func ensure(_ path: String, _ content: String, mode: UInt32) throws {
        let isNew = FileKind.of(path) == nil
        if isNew {
            try Writing.guarded {
                try Directories.make(Paths.parent(of: path), mode: 0o755)
                try FileWriting.writeNew(Array(content.utf8), to: path, mode: mode)
            }
        }
        note(path, wasCreated: isNew)
    }
}

/// Turns faults of writing into failures.
enum Writing {
    static func guarded<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let fault as FileFault {
            throw Failure(fault.exitCodeForWriting, fault.diagnostic(.fileUnwritable))
        }
    }
}
