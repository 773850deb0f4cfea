/// What apply will do, and what that relies on: the part of a plan file that the same inputs always give again, byte
/// for byte. Its SHA-256 is the plan's digest.
package struct Plan: Sendable, Hashable {
    package enum Mode: String, CaseIterable, Sendable {
        case all
        case cleanup
        case stack
    }

    /// An input file, by its path below the repository root and the SHA-256 of its bytes (`sha256:<hex>`).
    package struct PinnedFile: Sendable, Hashable {
        package var path: String
        package var sha256: String

        package init(path: String, sha256: String) {
            self.path = path
            self.sha256 = sha256
        }
    }

    package var environment: String
    package var engine: EngineIdentity
    package var ssot: PinnedFile
    package var stack: [PinnedFile]
    package var mode: Mode
    /// Whether apply may take it at all.
    package var applyable: Bool
    /// Whether the host agrees with the SSOT after this plan; if not, `omissions` lists what is left.
    package var complete: Bool
    package var omissions: [Omission]
    /// Which key made the configuration digests of the preconditions.
    package var digestKeyID: String
    /// Names of the variables and env files that apply resolves the secrets of create bodies from, sorted.
    package var variables: [String]
    package var limits: Limits
    package var actions: [Action]

    package init(
        environment: String,
        engine: EngineIdentity,
        ssot: PinnedFile,
        stack: [PinnedFile],
        mode: Mode,
        applyable: Bool,
        complete: Bool,
        omissions: [Omission],
        digestKeyID: String,
        variables: [String] = [],
        limits: Limits,
        actions: [Action]
    ) {
        self.environment = environment
        self.engine = engine
        self.ssot = ssot
        self.stack = stack
        self.mode = mode
        self.applyable = applyable
        self.complete = complete
        self.omissions = omissions
        self.digestKeyID = digestKeyID
        self.variables = variables
        self.limits = limits
        self.actions = actions
    }
}

/// The numbers of Terraform's last line: to add, to change, to destroy.
package struct PlanSummary: Sendable, Hashable {
    package var add: Int
    package var change: Int
    package var destroy: Int

    package init(_ plan: Plan) {
        func count(_ kinds: Set<ActionKind>) -> Int { plan.actions.count { kinds.contains($0.kind) } }
        add = count([.create, .pull, .restore])
        change = count([.start, .update, .replace])
        destroy = count([.delete, .untag])
    }
}

/// The path of an SSOT, as plans and ledgers hold it: below the repository's root.
package enum SSOTPath {
    /// Whether the path is relative and goes nowhere but down.
    package static func isProper(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
        }
    }
}
