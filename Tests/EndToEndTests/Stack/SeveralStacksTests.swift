import TestSupport
import Testing

extension EndToEnd {
    /// Four projects of one host, in one SSOT.
    @Suite(.needs(.engine), .needs(.compose)) struct SeveralStacks {
        private static let names = ["crm", "docs", "mail", "shop"]

        private static func compose(_ name: String, image: String = "demo:1", network: String = "{}") -> String {
            """
            services:
              web:
                image: \(image)
                environment: {PASSWORD: "of-\(name)"}
                volumes: ["data:/data"]
            volumes: {data: {}}
            networks: {default: \(network)}
            """
        }

        private static var scene: TestHost.Scene {
            var scene = TestHost.Scene.stack("", hasCompose: true)
            scene.ssot = """
                docker_staging_ssot:
                  env: staging
                  host: localhost
                  odoo_shop: {source_of_truth: shop/compose.yaml}
                  odoo_crm: {source_of_truth: crm/compose.yaml}
                  stacks:
                    - {name: mail, compose: [mail/compose.yaml]}
                    - {name: wiki, project: docs, compose: [wiki/compose.yaml]}

                """
            scene.files = [
                "shop/compose.yaml": compose("shop", network: "{name: shared}"),
                "crm/compose.yaml": compose("crm", network: "{name: shared, external: true}"),
                "mail/compose.yaml": compose("mail"), "wiki/compose.yaml": compose("docs"),
            ]
            return scene
        }

        @Test func `one plan makes them all, and a change of one touches no other`() async throws {
            try await TestHost.with(Self.scene) { host in
                let plan = try await host.plan("--only", "stack")
                #expect(Self.names.allSatisfy { plan.kinds["container/\($0)-web-1"] == "create" }, "\(plan)")
                try await host.apply(plan).requireExit(0)
                try await host.expectNothingToDo()
                for name in Self.names {
                    let password = try await host.engine.docker("exec", "\(name)-web-1", "sh", "-c", "echo $PASSWORD")
                    #expect(password == "of-\(name)")
                }
                let before = try await host.engine.docker("ps", "-q", "--no-trunc", "--filter", "name=mail")
                try host.workspace.write(
                    Self.compose("crm", image: "demo:2", network: "{name: shared, external: true}"),
                    to: "crm/compose.yaml"
                )
                let change = try await host.plan("--only", "stack")
                #expect(change.kinds == ["container/crm-web-1": "replace"], "\(change)")
                try await host.apply(change).requireExit(0)
                try await host.expectNothingToDo()
                #expect(try await host.engine.docker("ps", "-q", "--no-trunc", "--filter", "name=mail") == before)
                let classes = try await host.workspace.reconcile("audit", "--json").requireExit(0).document()
                let containers = classes.data.resources.array.filter { $0.kind.string == "container" }
                #expect(containers.allSatisfy { $0.class.string == "expected" && $0.notes.array.isEmpty }, "\(classes)")
            }
        }

        @Test func `one stack can be planned alone, by either of its names`() async throws {
            try await TestHost.with(Self.scene) { host in
                let wiki = try await host.plan("--stack", "wiki")
                #expect(wiki.kinds.keys.contains("container/docs-web-1") && wiki.actions.count == 3, "\(wiki)")
                #expect(try await host.plan("--stack", "docs").kinds == wiki.kinds)
                let unknown = try await host.run("plan", "--stack", "wikis")
                #expect(unknown.exit == 64 && unknown.stderr.contains("Did you mean 'wiki'?"), "\(unknown)")
                try await host.apply(wiki).requireExit(0)
                let running = try await host.engine.docker("ps", "--format", "{{.Names}}")
                #expect(running == "docs-web-1")
            }
        }

        @Test func `what belongs to a stack whose file is missing is not deleted, whatever fits it`() async throws {
            try await TestHost.with(Self.scene) { host in
                try await host.apply(try await host.plan("--only", "stack")).requireExit(0)
                let ssot = try host.workspace.read(Workspace.ssotPath)
                let patterns = "  protection_rules: {safe_to_delete_patterns: [\"docs*\"]}\n"
                try host.workspace.write(ssot + patterns, to: Workspace.ssotPath)
                let file = try host.workspace.read("wiki/compose.yaml")
                try await host.workspace.bash("rm wiki/compose.yaml").requireExit(0)
                for mode in [[], ["--only", "cleanup"]] {
                    let refused = try await host.workspace.reconcile(["plan", "--json"] + mode)
                    #expect(refused.exit == 65, "\(refused)")
                    let summary = try refused.document().diagnostics.array.first?.summary.string ?? ""
                    #expect(summary.contains("container/docs-web-1") && summary.contains("volume/docs_data"))
                }
                try host.workspace.write(file, to: "wiki/compose.yaml")
                #expect(try await host.plan().actions.isEmpty)
            }
        }

        @Test func `two projects that declare one name are told so`() async throws {
            try await TestHost.with(Self.scene) { host in
                try host.workspace.write(Self.compose("crm", network: "{name: shared}"), to: "crm/compose.yaml")
                let outcome = try await host.run("plan", "--json")
                #expect(outcome.exit == 65)
                #expect(
                    try outcome.document().diagnostics.array.first?.summary.string?.contains("network/shared") == true
                )
            }
        }
    }
}
