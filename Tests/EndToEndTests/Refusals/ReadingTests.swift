import TestSupport
import Testing

extension EndToEnd {
    /// The verbs that only read.
    @Suite(.needs(.engine)) struct ReadingTests {
        private static let logging = "  logging:\n    audit_log: \"state/audit.jsonl\"\n"
        private static let verbs = [
            ["audit"], ["plan"], ["diff"], ["observe"], ["explain", "container/test-a"], ["explain", "volume/test-v"],
        ]

        @Test func `whoever only looks gets by with GET`() async throws {
            try await TestHost.with(.cleanup(ssot: ReadingTests.logging, objects: "docker run -d --name app base:1")) {
                scene in
                try await RecordingProxy.with(to: scene.engine.host, readOnly: true) { proxy in
                    for verb in ReadingTests.verbs {
                        let outcome = try await reconcile(scene, verb, at: proxy.host)
                        #expect(outcome.exit == 0, "\(outcome)")
                    }
                    #expect(proxy.mutatingRequests.isEmpty)
                    #expect(!proxy.requests.isEmpty)
                }
                #expect(try scene.planFiles().count == 1)
            }
        }

        @Test func `a proxy that lets only GET pass stops an apply without a trace on the host`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await RecordingProxy.with(to: scene.engine.host, readOnly: true) { proxy in
                    let outcome = try await reconcile(
                        scene,
                        ["apply", plan] + TestHost.confirmation,
                        at: proxy.host
                    )
                    #expect(outcome.exit == 6, "\(outcome)")
                    #expect(!proxy.mutatingRequests.isEmpty)
                }
                #expect(try await scene.has("volume", "test-v"))
                #expect(try await scene.has("container", "test-a"))
            }
        }

        @Test(arguments: ["missing", "refusing"])
        func `without an engine nothing is written, and the way to start it is told`(socket: String) async throws {
            try await TestHost.with(.cleanup(ssot: ReadingTests.logging)) { scene in
                let path = scene.workspace.path("engine.sock")
                if socket == "refusing" { try UnixSocket.leaveUnattended(at: path) }
                let before = try scene.files()
                for verb in ReadingTests.verbs {
                    let outcome = try await reconcile(scene, verb, at: "unix://\(path)")
                    #expect(outcome.exit == 69, "\(outcome)")
                    #expect(outcome.stderr.contains("systemctl start docker"), "\(outcome)")
                    #expect(try scene.files() == before, "\(verb)")
                }
            }
        }

        @Test func `an engine that goes while it is read leaves no report of half a host`() async throws {
            try await TestHost.with(.cleanup(ssot: ReadingTests.logging)) { scene in
                for path in ["/info", "/containers/json", "/images/json", "/volumes", "/networks"] {
                    let before = try scene.files().filter { !$0.hasPrefix("state/") }
                    for _ in 0..<5 { scene.proxy.failNext("GET", path, .cutBody(after: 20)) }
                    let outcome = try await scene.run("plan")
                    #expect(outcome.exit == 69, "\(path): \(outcome)")
                    #expect(try scene.files().filter { !$0.hasPrefix("state/") } == before)
                    scene.proxy.forgetFaults()
                }
            }
        }

        private func reconcile(_ scene: TestHost, _ verb: [String], at host: String) async throws -> Outcome {
            let environment = ["DOCKER_HOST": host, "RECONCILE_STATE": scene.workspace.path("state")]
            return try await scene.workspace.reconcile(verb, environment: environment)
        }
    }
}
