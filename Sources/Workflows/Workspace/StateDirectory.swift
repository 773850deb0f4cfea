import Domain
import Files

/// The folder with this host's memory and secrets: ledger, lock, keys, receipts.
package struct StateDirectory: Sendable {
    package let path: String

    var ledger: String { Paths.join(path, "reconcile.db") }
    var lock: String { Paths.join(path, "lock") }
    var keys: String { Paths.join(path, "keys") }
    var digestKey: String { Paths.join(keys, "digest") }
    var sealKey: String { Paths.join(keys, "seal") }
    var receipts: String { Paths.join(path, "receipts") }

    /// `--state`, else `RECONCILE_STATE`, else `/var/lib/reconcile/<env>` where it exists, else `state/` at the root.
    ///
    /// - Throws: `Failure` 77 where everybody can write the folder.
    static func locate(
        _ options: Options,
        _ environment: Environment,
        root: String,
        env: String?
    ) throws -> StateDirectory {
        let state = located(options, environment, root: root, env: env)
        guard !FileKind.isWritableByAll(state.path) else { throw Failure(.permission, state.isOpen) }
        environment.trail.note(state)
        return state
    }

    /// Whoever can write the folder can put other keys and another ledger there.
    private var isOpen: Diagnostic {
        Diagnostic(
            .stateOpen,
            "Everybody can write the state folder \(path)",
            detail: "Keys, ledger and receipts lie there, and whoever can write the folder can replace them.",
            fix: "Look at what lies in it, then run 'chmod go-w \(path)'."
        )
    }

    private static func located(
        _ options: Options,
        _ environment: Environment,
        root: String,
        env: String?
    ) -> StateDirectory {
        if let named = options.state ?? environment.variable("RECONCILE_STATE") {
            return StateDirectory(path: Paths.join(environment.workingDirectory, named))
        }
        if let env {
            let system = "/var/lib/reconcile/\(env)"
            if FileKind.of(system, followingLinks: true) == .directory { return StateDirectory(path: system) }
        }
        return StateDirectory(path: Paths.join(root, "state"))
    }

    /// Whether `init` has made a ledger here.
    var hasLedger: Bool { FileKind.of(ledger) != nil }
}
