import TestSupport

/// A host with objects of each class, and a repository that was made ready for it.
struct ContractHost {
    let engine: EmptyEngine
    let workspace: Workspace

    static let ssot = """
        docker_staging_ssot:
          env: "staging"
          allowed_containers:
            - name: "odoo-staging"
              role: "odoo_app"
          allowed_images:
            - "box:1*"
          protection_rules:
            keep_named_prefixes: ["keep-"]
            safe_to_delete_patterns:
              - "test-*"
              - "tmp-*"
          logging:
            audit_log: "logs/audit.jsonl"

        """

    /// Gives an empty Engine, with the image `box:1` on it, and an initialised repository.
    static func with<Value>(
        ssot: String = ContractHost.ssot,
        _ body: (ContractHost) async throws -> Value
    ) async throws -> Value {
        try await EmptyEngine.with { engine in
            try await engine.importBox()
            return try await Workspace.with(ssot: ssot, host: engine.host) { workspace in
                try (try await workspace.reconcile("init")).succeeded()
                return try await body(ContractHost(engine: engine, workspace: workspace))
            }
        }
    }

    /// Makes one running container that is expected, one protected and one unknown, and things that are safe to delete.
    func populate() async throws {
        try await engine.shell(
            """
            docker run -d --name odoo-staging box:1 sleep 900
            docker run -d --name keep-books box:1 sleep 900
            docker run -d --name stranger box:1 sleep 900
            docker create --name test-import --mount source=test-data,target=/data box:1 true
            docker volume create tmp-scratch
            docker network create test-net
            docker tag box:1 test-tool:1
            """
        )
    }

    /// Writes a plan of what is safe to delete, and gives its path below the root.
    func plan() async throws -> String {
        // Two plans of one content in one second would have one name by default.
        let name = "plans/staging/\(UniqueName.make()).plan.json"
        let outcome = try await workspace.reconcile("plan", "--out", name, "--json").succeeded()
        guard let file = try outcome.document().data.file.string else { throw Outcome.Unexpected(outcome: outcome) }
        return file
    }

    /// Writes a plan and applies it.
    @discardableResult
    func planAndApply() async throws -> (plan: String, outcome: Outcome) {
        let plan = try await plan()
        return (plan, try await workspace.reconcile("apply", plan, "--confirm", "APPLY CLEANUP").succeeded())
    }
}

extension Outcome {
    struct Unexpected: Error, CustomStringConvertible {
        let outcome: Outcome
        var description: String { outcome.description }
    }

    /// - Throws: ``Unexpected`` for any exit but 0.
    @discardableResult
    func succeeded() throws -> Outcome {
        guard exit == 0 else { throw Unexpected(outcome: self) }
        return self
    }
}

extension EmptyEngine {
    /// Makes the image `box:1` of busybox, without a registry.
    func importBox() async throws {
        try await shell(
            """
            root=$(mktemp -d)
            mkdir -p "$root/bin"
            cp /bin/busybox "$root/bin/busybox"
            for applet in sh sleep true false; do ln -s busybox "$root/bin/$applet"; done
            tar -C "$root" -c . | docker import - box:1
            rm -r "$root"
            """
        )
    }
}

extension Workspace {
    /// Runs a bash script in the repository, with the program's path as `$RECONCILE`.
    func bash(_ script: String, _ changes: [String: String] = [:]) async throws -> Outcome {
        let own = ["RECONCILE": Workspace.binary]
        return try await Outcome.run(
            "/bin/bash",
            ["-c", script],
            environment: environment.merging(own) { $1 }.merging(changes) { $1 },
            directory: root
        )
    }
}
