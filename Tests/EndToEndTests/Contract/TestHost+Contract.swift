import TestSupport

extension TestHost.Scene {
    /// An Engine with nothing but the image `box:1`, and an SSOT that has something of everything.
    static func contract(ssot: String = contractPolicy) -> TestHost.Scene {
        TestHost.Scene(ssot: ssot) { host in try await host.engine.importImage("box:1") }
    }

    static let contractPolicy = """
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
}

extension TestHost {
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
    func freshPlanFile() async throws -> String {
        // Two plans of one content in one second would have one name by default.
        try await planFile("--out", "plans/staging/\(UniqueName.make()).plan.json")
    }

    /// Writes a plan and applies it.
    @discardableResult
    func planAndApply() async throws -> (plan: String, outcome: Outcome) {
        let plan = try await freshPlanFile()
        return (plan, try await run(["apply", plan] + Self.confirmation).requireExit(0))
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
