import Foundation
import Schemas
import TestSupport
import Testing

extension EndToEnd {
    @Suite(.needs(.engine)) struct Init {
        @Test func `a second run keeps every byte, and nothing is open to others`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let first = try await workspace.reconcile("init", "--json").requireExit(0).document().data
                #expect(first.created.array.count >= 8)
                #expect(first.kept.array.isEmpty)
                #expect(first.principal.string?.isEmpty == false)
                let before = try await workspace.listing()
                let files = try FolderContents.files(below: workspace.root)
                let second = try await workspace.reconcile("init", "--json").requireExit(0).document().data
                #expect(second.created.array.isEmpty)
                #expect(Set(second.kept.array.map(\.string)) == Set(first.created.array.map(\.string)))
                #expect(try await workspace.listing() == before)
                #expect(try FolderContents.files(below: workspace.root) == files)
                try await workspace.expectPrivateState()
                #expect(try workspace.read("state/.gitignore") == "*\n")
                #expect(try workspace.read(".gitattributes").contains("plans/** -text"))
                let signers = try workspace.read("infra/docker/allowed_signers")
                #expect(signers.contains("namespaces=\"reconcile-plan\" ssh-ed25519 "))
                #expect(signers.contains("namespaces=\"reconcile-receipt,reconcile-checkpoint\" ssh-ed25519 "))
                #expect(!signers.contains("reconcile-approval"))
                #expect(try await workspace.git("status", "--porcelain", "--", "state").isEmpty)
                #expect(try await workspace.reconcile("validate", "--strict").exit == 0, "the first SSOT is valid")
            }
        }

        @Test func `what exists stays as it is`() async throws {
            try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: nil) { workspace in
                try workspace.write("*.png binary", to: ".gitattributes")
                let key = try await workspace.bash("ssh-keygen -q -t ed25519 -N '' -f home/k && cat home/k.pub")
                let line = "alice@example.org namespaces=\"reconcile-approval\" \(key.stdout)"
                try workspace.write("# ours\n" + line, to: "infra/docker/allowed_signers")
                try await workspace.reconcile("init", "--principal", "bob@example.org").requireExit(0)
                #expect(try workspace.read(Workspace.ssotPath) == TestHost.Scene.contractPolicy)
                #expect(try workspace.read(".gitattributes").hasPrefix("*.png binary\nplans/** -text\n"))
                let signers = try workspace.read("infra/docker/allowed_signers")
                #expect(signers.hasPrefix("# ours\n" + line + "bob@example.org namespaces=\"reconcile-plan\" "))
            }
        }

        @Test(
            arguments: [
                (["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"], "umask 000"),
                (["TZ": "Pacific/Kiritimati"], "umask 000"),
                (["TZ": ":no/such/zone", "LANG": "xx"], "umask 777; umask 077"),
                (["IFS": "x", "TMPDIR": "/nowhere"], "unset HOME USER LOGNAME"),
                ([:], "unset HOME USER LOGNAME LANG TERM; umask 000"),
            ]
        )
        func `an odd environment changes nothing`(environment: [String: String], setup: String) async throws {
            try await EmptyEngine.with { engine in
                try await Workspace.with(ssot: nil, host: engine.host) { workspace in
                    let script = "\(setup); \"$RECONCILE\" init && \"$RECONCILE\" audit && \"$RECONCILE\" plan --json"
                    let outcome = try await workspace.bash(script, environment)
                    #expect(outcome.exit == 0, "\(outcome)")
                    try await workspace.expectPrivateState()
                    let runs = try await workspace.reconcile("history", "--json").document().data.runs.array
                    let age = Date().timeIntervalSince(
                        try Date(runs.first?.started_at.string ?? "", strategy: .iso8601)
                    )
                    #expect(abs(age) < 600, "times are UTC")
                }
            }
        }

        @Test func `init --from-host writes what runs and is not protected, and audit then expects it`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.importImage("box:1")
                try await engine.shell(
                    """
                    docker network create backend
                    docker run -d --name odoo-staging --network backend --mount source=files,target=/d box:1 sleep 900
                    docker run -d --name db.1_x box:1 sleep 900
                    docker create --name stopped box:1 true
                    docker commit --change 'LABEL of=production' stopped prod-box:1
                    docker network create prod-net
                    docker run -d --name prod-db --network prod-net -v prod-data:/d prod-box:1 sleep 900
                    """
                )
                try await Workspace.with(ssot: nil, host: engine.host) { workspace in
                    try await workspace.reconcile("init", "--from-host").requireExit(0)
                    let valid = try await workspace.reconcile("validate", "--strict")
                    #expect(valid.exit == 0, "\(valid)")
                    let audit = try await workspace.reconcile("audit", "--json").document().data
                    let classes = Dictionary(
                        uniqueKeysWithValues: audit.resources.array.map {
                            ($0.address.string ?? "", $0.class.string ?? "")
                        }
                    )
                    for address in [
                        "container/odoo-staging", "container/db.1_x", "image/box:1", "volume/files", "network/backend",
                    ] {
                        #expect(classes[address] == "expected", "\(address)")
                    }
                    #expect(classes["container/stopped"] == "unknown")
                    // An SSOT that allowed what the floor protects would contradict itself.
                    for address in ["container/prod-db", "image/prod-box:1", "volume/prod-data", "network/prod-net"] {
                        #expect(classes[address] == "protected", "\(address)")
                    }
                    #expect(try await workspace.reconcile("plan", "--detailed-exitcode").exit == 0)
                }
            }
        }

        @Test func `what a second init was asked and did not do is told`() async throws {
            try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: nil) { workspace in
                try await workspace.reconcile("init", "--principal", "bob@example.org").requireExit(0)
                let again = try await workspace.reconcile(
                    "init",
                    "--from-host",
                    "--env",
                    "other",
                    "--principal",
                    "eve@example.org",
                    "--json"
                ).requireExit(0).document()
                let idle = again.diagnostics.array.filter { $0.code.string == "RC903" }.map { $0.summary.string ?? "" }
                #expect(idle.count == 3, "\(again)")
                for option in ["--from-host", "--env", "--principal"] {
                    #expect(idle.contains { $0.hasPrefix("\(option) had no effect") }, "\(option)")
                }
                #expect(try workspace.read(Workspace.ssotPath) == TestHost.Scene.contractPolicy)
                let plain = try await workspace.reconcile("init", "--json").document()
                #expect(plain.diagnostics.array.isEmpty)
            }
        }

        @Test func `the schema that the modeline names is there, and a file elsewhere names it from there`()
            async throws
        {
            for (file, reference) in [
                (Workspace.ssotPath, "../schema/ssot.schema.json"),
                ("DOCKER_STAGING_SSOT.yaml", "infra/schema/ssot.schema.json"),
                ("a/b/c/DOCKER_STAGING_SSOT.yaml", "../../../infra/schema/ssot.schema.json"),
            ] {
                try await Workspace.with(ssot: nil, host: nil) { workspace in
                    try await workspace.reconcile("init", "-f", file).requireExit(0)
                    let text = try workspace.read(file)
                    #expect(text.hasPrefix("# yaml-language-server: $schema=\(reference)\n"), "\(text.prefix(80))")
                    #expect(try workspace.read("infra/schema/ssot.schema.json") == Schemas.ssot)
                    #expect(try await workspace.reconcile("validate", "--strict", "-f", file).exit == 0)
                }
            }
        }

        @Test func `a first SSOT takes its environment from its file, and refuses a name that is none`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let file = "infra/docker/DOCKER_SHOP_SSOT.yaml"
                try await workspace.reconcile("init", "-f", file).requireExit(0)
                #expect(try workspace.read(file).contains("docker_shop_ssot:\n  env: \"shop\""))
            }
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let wrong = try await workspace.reconcile("init", "--env", "Prod 1")
                #expect(wrong.exit == 64 && wrong.stderr.contains("'Prod 1' is no name of an environment"), "\(wrong)")
                #expect(try FolderContents.files(below: workspace.root).keys.filter { $0.contains("SSOT") }.isEmpty)
            }
        }

        @Test func `init --from-compose leaves to the stack what it declares`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.importImage("box:1")
                try await Workspace.with(ssot: nil, host: engine.host) { workspace in
                    let compose = """
                        services:
                          web:
                            image: box:1
                            command: sleep 900
                            volumes: [data:/data]
                        volumes:
                          data:
                        """
                    try workspace.write(compose, to: "test-shop/compose.yaml")
                    try await workspace.reconcile("init", "--from-compose", "test-shop/compose.yaml").requireExit(0)
                    let text = try workspace.read(Workspace.ssotPath)
                    for list in ["allowed_containers", "allowed_images", "allowed_volumes", "networks"] {
                        #expect(text.contains("  \(list): []\n"), "\(list)")
                    }
                    #expect(text.contains("project: \"test-shop\"") && !text.contains("#   - \"test-*\""))
                    let valid = try await workspace.reconcile("validate", "--strict")
                    #expect(valid.exit == 0, "\(valid)")
                    let plan = try await workspace.reconcile("diff", "--json").document().data
                    #expect(plan.counts.add.int == 3 && plan.counts.destroy.int == 0, "\(plan)")
                }
            }
        }
    }
}

extension Workspace {
    /// Kind, mode, size, time of change and path of everything.
    fileprivate func listing() async throws -> String {
        try await bash("find . -path ./.git -prune -o -printf '%y %m %s %T@ %p\\n' | sort -k5").requireExit(0).stdout
    }

    /// Folders of the state are 0700 and its files 0600; only public keys may be read by others.
    fileprivate func expectPrivateState() async throws {
        let open = try await bash(
            """
            find state -type d ! -perm 0700 -printf '%m %p\\n'
            find state -type f ! -perm 0600 ! -name '*.pub' -printf '%m %p\\n'
            find state -name '*.pub' -perm /0133 -printf '%m %p\\n'
            find . -path ./.git -prune -o -path ./home -prune -o -type f -perm /022 -printf '%m %p\\n'
            """
        ).requireExit(0)
        #expect(open.stdout.isEmpty, "\(open.stdout)")
    }
}
