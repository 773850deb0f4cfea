import Domain
import Testing

@testable import Compose

@Suite struct `Loading a project` {
    private static let service = "services: {a: {image: x}}\n"

    @Test func `later files win, and both stand in the list of files`() throws {
        let project = Project(
            files: [
                "compose.yaml": "services: {a: {image: x, ports: ['1:1'], environment: {A: 1}}}",
                "o.yaml": "services: {a: {image: y, ports: ['2:2', '1:1'], environment: [A=2, B=3]}}",
            ],
            names: ["compose.yaml", "o.yaml"]
        )
        let service = try project.service("a")
        #expect(service["image"] == "y")
        #expect(service["ports"]?.array?.compactMap { $0["published"]?.string } == ["1", "2"])
        #expect(service["environment"] == ["A": "2", "B": "3"])
        #expect(try project.model().filesRead == ["/repo/compose.yaml", "/repo/o.yaml"])
    }

    @Test func `the environment wins over env files, later ones over earlier ones, and these over none`() throws {
        var project = Project(
            files: [
                "compose.yaml": "services: {a: {image: x, environment: [A, B, C], labels: {d: \"${D:-none}\"}}}",
                ".env": "A=dot\nD=dot", "one.env": "A=one\nB=one\nC=one", "two.env": "B=two\nC=${B}-${A}",
            ],
            environment: ["A": "shell"],
            envFiles: ["one.env", "two.env"]
        )
        #expect(try project.service("a")["environment"] == ["A": "shell", "B": "two", "C": "two-shell"])
        #expect(try project.service("a")["labels"] == ["d": "none"])
        project.envFiles = []
        #expect(try project.service("a")["labels"] == ["d": "dot"])
        project.environment["COMPOSE_DISABLE_ENV_FILE"] = "1"
        #expect(try project.service("a")["labels"] == ["d": "none"])
    }

    @Test func `the name comes from the caller, the environment, the last file, the folder`() throws {
        var project = Project(
            files: ["compose.yaml": "name: first\n" + Self.service, "o.yaml": "name: ${N:-second}"],
            names: ["compose.yaml", "o.yaml"]
        )
        #expect(try project.model().name == "second")
        project.environment = ["COMPOSE_PROJECT_NAME": "shell"]
        #expect(try project.model().name == "shell")
        project.projectName = "caller"
        #expect(try project.model().name == "caller")
        #expect(try Project(Self.service).model().name == "repo")
        let named = Project("services: {a: {image: x, labels: {n: $COMPOSE_PROJECT_NAME}}}")
        #expect(try named.service("a")["labels"] == ["n": "repo"])
    }

    @Test(arguments: [
        ("name: 12\n", "RC122 compose.yaml:1:7"), ("name: '--'\n", "RC122 compose.yaml:1:7"),
        ("name: x$NONE\n", "RC124 compose.yaml:1:7"),
    ])
    func `a name that cannot be one is refused`(line: String, error: String) {
        #expect(Project(line + Self.service).errors.first == error)
    }

    @Test func `COMPOSE_PROFILES counts where nobody chose profiles`() throws {
        var project = Project("services: {a: {image: x}, b: {image: y, profiles: [p]}}")
        #expect(try project.model().root["services"]?["b"] == nil)
        project.environment = ["COMPOSE_PROFILES": "q, p"]
        #expect(try project.model().root["services"]?["b"] != nil)
        project.profiles = ["other"]
        #expect(try project.model().root["services"]?["b"] == nil)
    }

    @Test func `what came from where is kept to the end`() throws {
        let project = Project(
            files: [
                "compose.yaml": """
                services:
                  base: {image: x, environment: {PASSWORD: $SECRET, PLAIN: a}}
                  a: {extends: base, env_file: s.env, environment: [BARE], labels: {l: "${SET:+known}"}}
                """, "s.env": "IN_FILE=$SECRET",
            ],
            environment: ["SECRET": "s3cret", "BARE": "b", "SET": "1"]
        )
        let environment = try project.model().root["services"]?["a"]?["environment"]
        #expect(environment?["PASSWORD"]?.origins == [.variable("SECRET")])
        #expect(environment?["PASSWORD"]?.position.line == 2)
        #expect(environment?["PLAIN"]?.origins == [])
        #expect(environment?["BARE"]?.origins == [.variable("BARE")])
        #expect(environment?["IN_FILE"]?.origins == [.envFile("s.env")])
        #expect(try project.model().variables == ["BARE", "SECRET"])
        #expect(try project.model().filesRead == ["/repo/compose.yaml", "/repo/s.env"])
    }

    @Test func `an unset variable is a warning, and an error where it would name another thing`() throws {
        let harmless = Project("services: {a: {image: x, command: [$NONE], labels: {l: \"${NONE}\"}}}").reading
        #expect(harmless.model != nil)
        #expect(harmless.diagnostics.map(\.severity) == [.warning])
        let harmful = Project(
            """
            services:
              a:
                image: x:$NONE
                container_name: c$NONE
                volumes: ["$NONE/data:/data", {type: bind, source: /a, target: /b$NONE}]
            volumes: {v: {name: $NONE}}
            networks: {n: {name: $NONE}}
            """
        )
        // One error for the variable, at the first place that matters, with the other five.
        #expect(harmful.errors.filter { $0.hasPrefix("RC124") }.count == 1)
        let error = try #require(harmful.reading.diagnostics.first { $0.code == .stackVariable })
        #expect(error.position?.line == 3 && !error.fix.isEmpty)
        #expect(
            error.detail == "It is also used at compose.yaml:4:21, compose.yaml:5:15, compose.yaml:5:68, "
                + "compose.yaml:6:21, compose.yaml:7:22."
        )
    }

    @Test func `all faults of all files are told in one run`() {
        let project = Project(
            files: [
                "compose.yaml": "include: [no.yaml]\nservices:\n  a: {image: x, init: maybe, extends: none}\n",
                "o.yaml": "services:\n  a: {labels: {l: '${'}}\n", "p.yaml": "a: [\n", ".env": "A B=1\n",
            ],
            names: ["compose.yaml", "o.yaml", "p.yaml", "absent.yaml"]
        )
        #expect(
            Set(project.errors).isSuperset(of: [
                "RC124 .env:1:1", "RC126 compose.yaml:1:11", "RC122 compose.yaml:3:23", "RC126 compose.yaml:3:39",
                "RC124 o.yaml:2:19", "RC120 absent.yaml:1:1",
            ])
        )
        #expect(project.errors.contains { $0.hasPrefix("RC121 p.yaml") })
    }

    @Test func `a required variable's reason is quoted, but no value in it`() throws {
        let plain = try #require(Project("services: {a: {image: \"${T:?say which}\"}}").reading.diagnostics.first)
        #expect(plain.summary.contains("say which"))
        let secret = Project("services: {a: {image: \"${T:?not $SECRET}\"}}", environment: ["SECRET": "s3cret"])
        #expect(secret.errors.first == "RC124 compose.yaml:1:23")
        #expect(!secret.reading.diagnostics.contains { $0.summary.contains("s3cret") })
    }
}
