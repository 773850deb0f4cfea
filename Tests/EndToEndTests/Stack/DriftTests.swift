import TestSupport
import Testing

extension EndToEnd {
    /// Changes made by hand on the host: the plan contains exactly these, and apply undoes them.
    @Suite(.needs(.engine), .needs(.compose)) struct StackDrift {
        static let stack = """
            services:
              web:
                image: demo:1
                container_name: web
                restart: unless-stopped
                healthcheck: {test: ["CMD", "true"], interval: 1s}
                mem_limit: 64m
                cpus: 0.5
                cpu_shares: 512
                pids_limit: 100
                cpuset: "0"
                environment: {MODE: "a"}
                labels: {team: "one"}
                volumes: ["data:/data"]
                networks: {front: {aliases: [site]}, back: {}}
            networks: {front: {}, back: {}}
            volumes: {data: {}}
            """

        struct Change: Sendable, CustomTestStringConvertible {
            let script: String
            let kind: String
            let attributes: [String]

            init(_ script: String, _ kind: String, _ attributes: String...) {
                self.script = script
                self.kind = kind
                self.attributes = attributes
            }

            var testDescription: String { script }
        }

        static let changes = [
            Change("docker update --memory 96m --memory-swap 192m web", "update", "memory"),
            Change("docker update --memory-swap 256m web", "update", "memory_swap"),
            Change("docker update --restart no web", "update", "restart"),
            Change("docker update --cpus 0.75 web", "update", "cpus"),
            Change("docker update --cpu-shares 256 web", "update", "cpu_shares"),
            Change("docker update --pids-limit 50 web", "update", "pids_limit"),
            Change("docker update --cpuset-cpus 0,1 web", "update", "cpuset"),
            Change("docker network disconnect demo_back web", "update", "network.demo_back"),
            Change("docker network connect bridge web", "update", "network.bridge"),
            Change(
                "docker network disconnect demo_front web; docker network connect --alias other demo_front web",
                "update",
                "network.demo_front"
            ),
            Change("docker stop web", "start", "state"),
            Change("docker pause web", "start", "state"),
            Change("docker rename web moved", "update", "container_name"),
            Change("docker rm --force web", "create"),
            Change("docker tag demo:2 demo:1", "replace", "image"),
        ]

        @Test func `each change is found alone, and mended in place where the Engine can`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                try await scene.converge()
                for change in Self.changes {
                    try await scene.engine.shell(change.script + " >/dev/null")
                    try await expect(change, in: scene)
                }
            }
        }

        private func expect(_ change: Change, in scene: TestHost) async throws {
            let before = try? await scene.id(of: "web")
            let plan = try await scene.plan("--only", "stack")
            let action = try #require(plan["container/web"], "\(change.script): \(plan)")
            #expect(plan.actions.count == 1, "\(change.script): \(plan)")
            #expect(action.kind == change.kind, "\(change.script): \(plan)")
            if change.kind != "create" { #expect(action.attributes == change.attributes, "\(change.script): \(plan)") }
            let applied = try await scene.apply(plan)
            #expect(applied.exit == 0, "\(change.script): \(applied)")
            try await scene.expectNothingToDo()
            guard ["update", "start"].contains(change.kind), let before else { return }
            #expect(try await scene.id(of: "web") == before, "\(change.script): the container was made anew")
        }

        /// Attributes that cannot be changed on an existing container, so the drift is made by creating it from another
        /// file.
        static let overrides: [(String, String)] = [
            ("environment: {MODE: \"b\"}", "environment.MODE"),
            ("environment: {EXTRA: \"1\"}", "environment.EXTRA"),
            ("labels: {team: \"two\"}", "label.team"),
            ("labels: {extra: \"1\"}", "label.extra"),
            ("volumes: [\"other:/data\"]", "mount./data"),
            ("volumes: [\"other:/more\"]", "mount./more"),
            ("tmpfs: [\"/scratch\"]", "mount./scratch"),
            ("command: [\"sleep\", \"1000\"]", "command"),
            ("entrypoint: [\"sh\", \"-c\", \"sleep 1000\"]", "entrypoint"),
            ("user: \"1000\"", "user"),
            ("working_dir: /srv", "working_dir"),
            ("read_only: true", "read_only"),
            ("tty: true", "tty"),
            ("stdin_open: true", "stdin_open"),
            ("cap_add: [NET_ADMIN]", "cap_add"),
            ("cap_drop: [MKNOD]", "cap_drop"),
            ("security_opt: [\"no-new-privileges:true\"]", "security_opt.no-new-privileges"),
            ("extra_hosts: [\"other:127.0.0.1\"]", "extra_host.other"),
            ("dns: [\"127.0.0.1\"]", "dns"),
            ("dns_search: [\"example.org\"]", "dns_search"),
            ("ports: [\"127.0.0.1:28170:80\"]", "port.80/tcp"),
            ("expose: [\"90\"]", "exposed_port.90/tcp"),
            ("stop_signal: SIGINT", "stop_signal"),
            ("sysctls: {net.core.somaxconn: \"100\"}", "sysctl.net.core.somaxconn"),
            ("devices: [\"/dev/null:/dev/other\"]", "device./dev/other"),
            ("group_add: [\"5\"]", "group_add"),
            ("oom_score_adj: 100", "oom_score_adj"),
            ("mem_reservation: 16m", "memory_reservation"),
            ("healthcheck: {test: [\"CMD\", \"sh\", \"-c\", \"true\"]}", "healthcheck.test"),
        ]

        @Test func `a container made from another file differs in what that file says`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                for (line, attribute) in Self.overrides {
                    try await expect(attribute, afterMakingWith: line, in: scene)
                }
            }
        }

        private func expect(_ attribute: String, afterMakingWith line: String, in scene: TestHost) async throws {
            try scene.workspace.write("services: {web: {\(line)}}\nvolumes: {other: {}}", to: "stack/other.yaml")
            try await scene.dockerCompose("-f", "stack/other.yaml", "up", "-d", "--force-recreate")
            let plan = try await scene.plan("--only", "stack")
            let attributes = plan["container/web"]?.attributes ?? []
            #expect(attributes.contains(attribute), "\(line): \(attributes)")
            #expect(plan["container/web"]?.kind == "replace", "\(line): \(plan)")
            #expect(attributes.count == 1 || Self.companions.isSuperset(of: attributes), "\(line): \(attributes)")
            let applied = try await scene.apply(plan)
            #expect(applied.exit == 0, "\(line): \(applied)")
            try await scene.expectNothingToDo()
        }

        /// The only way to change the environment of a container by hand: another one with all of its labels.
        @Test func `a container made anew by hand with the labels of the old one differs in what was changed`()
            async throws
        {
            try await TestHost.with(.stack("services: {web: {image: \"demo:1\", environment: {MODE: \"a\"}}}")) {
                scene in
                try await scene.converge()
                try await scene.engine.shell(
                    """
                    labels=$(docker inspect demo-web-1 --format \
                        '{{range $key, $value := .Config.Labels}}--label {{$key}}={{$value}} {{end}}')
                    docker rm -f demo-web-1 > /dev/null
                    docker run -d --name demo-web-1 $labels --network demo_default --network-alias web \
                        -e MODE=b demo:1 > /dev/null
                    """
                )
                let plan = try await scene.plan("--only", "stack")
                #expect(plan["container/demo-web-1"]?.attributes == ["environment.MODE"], "\(plan)")
                let applied = try await scene.apply(plan)
                #expect(applied.exit == 0, "\(applied)")
                try await scene.expectNothingToDo()
            }
        }

        /// Lines of the file that come along, because this attribute cannot be changed alone.
        static let companions: Set<String> = [
            "port.80/tcp", "exposed_port.80/tcp", "entrypoint", "command", "healthcheck.test",
        ]
    }
}
