import Domain
import Foundation
import TestSupport
import Testing

@testable import Compose

/// What Compose refuses, we refuse: with the place, a code and a fix, and everything at once.
@Suite struct `Refused stacks` {
    /// A body below `services:`, unless it has lines that begin at the margin, and where the fault stands.
    static let refused: [(yaml: String, code: DiagnosticCode, place: String)] = [
        ("a: {imagee: x, image: x}", .stackUnknownKey, "2:7"),
        ("a: {image: x}\nfoo: {}", .stackUnknownKey, "3:1"),
        ("a: {image: 5}", .stackValue, "2:14"),
        ("a: {image: }", .stackValue, "2:14"),
        ("a: {image: x, environment: }", .stackValue, "2:30"),
        ("a: {image: x, environment: 5}", .stackValue, "2:30"),
        ("a: {image: x, environment: [A B=1, \"C =1\"]}", .stackValue, "2:38"),
        ("a: {image: x, ports: 80}", .stackValue, "2:24"),
        ("a: {image: x, ports: [\"80:x\"]}", .stackValue, "2:25"),
        ("a: {image: x, ports: [\"1-3:4-5\"]}", .stackValue, "2:25"),
        ("a: {image: x, ports: [\"127.0.1:8080:80\"]}", .stackValue, "2:25"),
        ("a: {image: x, ports: [\"80/http\"]}", .stackValue, "2:25"),
        ("a: {image: x, ports: [\"70000\"]}", .stackValue, "2:25"),
        ("a: {image: x, ports: [{target: 80, host_ip: nowhere}]}", .stackValue, "2:47"),
        ("a: {image: x, ports: [{target: 80, hostip: x}]}", .stackUnknownKey, "2:38"),
        ("a: {image: x, volumes: [\"aa:/b:ro:z\"]}", .stackValue, "2:27"),
        ("a: {image: x, volumes: [\"aa::/b\"]}", .stackValue, "2:27"),
        ("a: {image: x, volumes: [{source: x, target: /x}]}", .stackValue, "2:27"),
        ("a: {image: x, volumes: [{type: bind, target: /x}]}", .stackValue, "2:27"),
        ("a: {image: x, volumes: [{type: disk, target: /x}]}", .stackValue, "2:34"),
        ("a: {image: x, volumes: [data:/x]}", .stackReference, "2:27"),
        ("a: {image: x, volumes: [\"./a:/x\", \"./b:/x/\"], tmpfs: /x}", .stackValue, "2:27"),
        ("a: {image: x, networks: [n]}", .stackReference, "2:28"),
        ("a: {image: x, networks: [default], network_mode: host}", .stackValue, "2:52"),
        ("a: {image: x, secrets: [s]}", .stackReference, "2:27"),
        ("a: {image: x, configs: [{source: s}]}", .stackReference, "2:36"),
        ("a: {image: x, depends_on: [b]}", .stackReference, "2:30"),
        ("a: {image: x, depends_on: {b: }}", .stackValue, "2:33"),
        ("a: {image: x, depends_on: {a: {restart: true}}}", .stackValue, "2:30"),
        ("a: {image: x, depends_on: [b]}\n  b: {image: x, links: [a]}", .stackReference, "2:30"),
        ("a: {image: x, network_mode: \"service:b\"}", .stackReference, "2:31"),
        ("a: {container_name: x1}", .stackValue, "2:3"),
        ("a: {image: x, container_name: ax, scale: 2}", .stackValue, "2:44"),
        ("a: {image: x, container_name: ax, deploy: {replicas: 2}}", .stackValue, "2:56"),
        ("a: {image: x, container_name: same}\n  b: {image: x, container_name: same}", .stackValue, "3:33"),
        ("a: {image: x, scale: 2, deploy: {replicas: 3}}", .stackValue, "2:24"),
        ("a: {image: x, cpus: 1, deploy: {resources: {limits: {cpus: \"2\"}}}}", .stackValue, "2:23"),
        ("a: {image: x, mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}}", .stackValue, "2:28"),
        ("a: {image: x, mem_limit: lots}", .stackValue, "2:28"),
        ("a: {image: x, stop_grace_period: 10}", .stackValue, "2:36"),
        ("a: {image: x, stop_grace_period: 10 seconds}", .stackValue, "2:36"),
        ("a: {image: x, privileged: maybe}", .stackValue, "2:29"),
        ("a: {image: x, oom_score_adj: 2000}", .stackValue, "2:32"),
        ("a: {image: x, command: \"a 'b\"}", .stackValue, "2:26"),
        ("a: {image: x, command: [a, 1]}", .stackValue, "2:30"),
        ("a: {image: x, healthcheck: {test: [curl, x]}}", .stackValue, "2:37"),
        ("a: {image: x, healthcheck: {tset: x}}", .stackUnknownKey, "2:31"),
        ("a: {image: x, cap_add: [A], security_opt: [b, b]}", .stackValue, "2:49"),
        ("a: {image: x, extra_hosts: [nowhere]}", .stackValue, "2:31"),
        ("a: {image: x, ulimits: {nofile: {soft: 1}}}", .stackValue, "2:35"),
        ("a: {image: x, pull_policy: sometimes}", .stackValue, "2:30"),
        ("a: {image: x, devices: [\"a:b:c:d\"]}", .stackValue, "2:27"),
        ("a: {image: x, build: {dockerfile: a, dockerfile_inline: b}}", .stackValue, "2:40"),
        ("a: {image: x, env_file: nowhere.env}", .stackReference, "2:27"),
        ("a b: {image: x}", .stackUnknownKey, "2:3"),
        ("a: {image: x, deploy: {resources: {reservations: {devices: [{driver: x}]}}}}", .stackValue, "2:63"),
        ("a: {image: x, gpus: [{count: 1, device_ids: [\"1\"]}]}", .stackValue, "2:35"),
        ("a: {image: x}\nvolumes: {v: {external: true, driver: local}}", .stackValue, "3:31"),
        ("a: {image: x}\nsecrets: {s: {name: x}}", .stackValue, "3:11"),
        ("a: {image: x}\nconfigs: {c: {file: a, content: b}}", .stackValue, "3:11"),
        ("a: {image: x}\nnetworks: {n: {drivr: x}}", .stackUnknownKey, "3:16"),
        ("a: {image: x}\nnetworks: [n]", .stackValue, "3:11"),
    ]

    @Test(arguments: refused)
    func `a fault has its place and a fix`(yaml: String, code: DiagnosticCode, place: String) {
        let stack = Canonical("services:\n  " + yaml + "\n")
        let found = stack.errors.map { "\($0.code) \($0.position?.line ?? 0):\($0.position?.column ?? 0)" }
        #expect(found.contains("\(code) \(place)"), "\(yaml): \(found) \(stack.summaries)")
        #expect(stack.errors.allSatisfy { !$0.fix.isEmpty && $0.position?.file == "compose.yaml" })
    }

    @Test(.needs(.compose)) func `Compose refuses them too`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reconcile-refused-stacks")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let accepted = try Self.refused.map(\.yaml).filter { yaml in
            try Data("services:\n  \(yaml)\n".utf8).write(to: folder.appendingPathComponent("compose.yaml"))
            let stack = ConformanceCase(
                set: "refused",
                folder: folder.path,
                files: ["compose.yaml"],
                environment: [:],
                profiles: [],
                expected: nil
            )
            return try ComposeProgram.config(stack).config != nil
        }
        print("live refusals: \(Self.refused.count - accepted.count) of \(Self.refused.count) refused by both")
        #expect(accepted.isEmpty, "\(accepted)")
    }

    @Test func `all faults are told in one run, with the word that was meant`() {
        let stack = Canonical(
            """
            services:
              web: {imagee: nginx, port: ["80"], depends_on: [db]}
              db: {image: 5, mem_limit: lots, networks: [bakc]}
            networks: {back: }
            """
        )
        #expect(stack.errors.count >= 6)
        let fixes = stack.errors.map(\.fix)
        #expect(fixes.contains { $0.hasPrefix("Did you mean `image`?") })
        #expect(fixes.contains { $0.hasPrefix("Did you mean `ports`?") })
        #expect(fixes.contains { $0.hasPrefix("Did you mean `back`?") })
    }

    @Test func `no message shows a value that came from a variable`() {
        let secret = "hunter2"
        let stack = Canonical(
            """
            services:
              a:
                image: x
                ports: ["${S}:80"]
                volumes: ["${S}::/x"]
                devices: ["${S}:a:b:c"]
                mem_limit: ${S}
                command: "'${S}"
                extra_hosts: ["${S}"]
                privileged: "${S}"
                build: {additional_contexts: ["${S}"], ssh: ["${S}"]}
                stop_grace_period: ${S}
                healthcheck: {test: ["${S}"]}
            """,
            environment: ["S": secret]
        )
        #expect(stack.errors.count > 8)
        #expect(stack.errors.allSatisfy { !"\($0.summary) \($0.detail) \($0.fix)".contains(secret) })
    }

    @Test func `an empty file and a file without services are told apart`() {
        #expect(Canonical("").errors.map(\.code) == [.stackValue])
        #expect(Canonical("volumes: {v: }").errors.isEmpty)
    }

    @Test func `what Compose only warns of is a warning`() {
        let stack = Canonical(
            """
            version: "3"
            services:
              a: {image: x, command: a && b, deploy: {mode: global, placement: {constraints: [x]}}}
            volumes: {v: {external: {name: n}}}
            """
        )
        #expect(stack.errors.isEmpty)
        #expect(
            stack.warnings.map { "\($0.position?.line ?? 0) \($0.code.rawValue)" }.sorted() == [
                "1 RC125", "3 RC122", "3 RC125", "3 RC125", "4 RC122",
            ]
        )
    }
}
