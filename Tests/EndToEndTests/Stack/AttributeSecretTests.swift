import TestSupport
import Testing

extension EndToEnd {
    /// A canary in every attribute that takes a text of anybody's choice.
    @Suite(.needs(.engine), .needs(.compose)) struct StackAttributeSecrets {
        private static let stack = """
            services:
              web:
                image: demo:1
                hostname: "h-${CANARY}"
                domainname: "${CANARY}.test"
                user: "${RUN_AS}"
                working_dir: "/srv/${CANARY}/"
                dns_search: ["${CANARY}.example", "literal.example"]
                dns_opt: ["${CANARY}"]
                cgroup_parent: "/${CANARY}"
                environment: {A: "${CANARY}"}
                labels: {note: "${CANARY}", "db.password": "literal-canary-11dd"}
                command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait", "--password=literal-canary-22ee"]
                healthcheck: {test: ["CMD", "true", "${CANARY}"], interval: 1s}
                logging: {driver: json-file, options: {tag: "${CANARY}"}}
                extra_hosts: ["db=${ADDRESS}"]
                tmpfs: ["/scratch:${SIZE}"]
                group_add: ["${RUN_AS}"]
                networks: {inner: {driver_opts: {note: "${CANARY}"}}}
                volumes: ["data:/data"]
            networks:
              inner: {labels: {note: "${CANARY}"}}
            volumes:
              data: {labels: {note: "${CANARY}", "backup.key": "literal-canary-33ff"}}
            """
        private static let canaries = [
            "canary-44aa", "canary-55bb", "literal-canary-11dd", "literal-canary-22ee", "literal-canary-33ff",
        ]

        private func variables(_ canary: String) -> String {
            "CANARY=\(canary)\nRUN_AS=0\nADDRESS=10.9.8.7\nSIZE=size=64k\n"
        }

        @Test func `what variables give is sealed in every attribute, compared, and in no output or file`() async throws
        {
            try await TestHost.with(.stack(Self.stack)) { scene in
                try scene.workspace.write(variables("canary-44aa"), to: "stack/.env")
                var texts: [String] = []
                let plan = try await scene.plan()
                texts.append("\(plan)")
                texts.append("\(try await scene.apply(plan))")
                let inspected = try await scene.engine.docker("inspect", "demo-web-1")
                #expect(inspected.contains("h-canary-44aa") && inspected.contains("canary-44aa.example"), "\(texts)")
                try await scene.expectNothingToDo()

                try scene.workspace.write(variables("canary-55bb"), to: "stack/.env")
                let change = try await scene.plan()
                let attributes = Set(change["container/demo-web-1"]?.attributes ?? [])
                let expected: Set = [
                    "hostname", "domainname", "working_dir", "dns_search", "dns_opt", "cgroup_parent", "environment.A",
                    "label.note", "healthcheck.test", "log_option.tag", "network.demo_inner",
                ]
                #expect(attributes == expected, "\(change)")
                let file = try #require(change.file)
                for verb in [
                    ["show", file], ["show", file, "--json"], ["show", file, "--format", "markdown"], ["diff"],
                    ["audit", "--json"], ["history", "actions", "--json"], ["validate", "--json"], ["observe"],
                    ["explain", "container/demo-web-1"], ["verify-plan", file],
                ] {
                    texts.append("\(try await scene.workspace.reconcile(verb))")
                }
                texts += ["\(change)", "\(try await scene.apply(change))"]
                for canary in Self.canaries {
                    #expect(!texts.contains { $0.contains(canary) }, "\(canary) is in an output")
                    let files = try await scene.engine.shell(
                        "cd '\(scene.workspace.root)' && grep -rlaF '\(canary)' plans state infra || true"
                    )
                    #expect(files.isEmpty, "\(canary) is in \(files)")
                }
            }
        }

        @Test func `a variable that cannot be what it stands for is refused, and not repeated`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                let bad = variables("x").replacing("size=64k", with: "canary-66cc")
                try scene.workspace.write(bad, to: "stack/.env")
                for verb in [["validate"], ["plan", "--only", "stack"], ["validate", "--json"]] {
                    let outcome = try await scene.workspace.reconcile(verb)
                    #expect(outcome.exit == 65, "\(outcome)")
                    #expect("\(outcome)".contains("SIZE"), "\(outcome)")
                    #expect(!"\(outcome)".contains("canary-66cc"), "\(outcome)")
                }
            }
        }
    }
}
