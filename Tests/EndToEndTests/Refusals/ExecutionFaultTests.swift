import TestSupport
import Testing

extension EndToEnd {
    /// Faults between the program and the Engine while it applies. No mutating call is ever sent twice.
    @Suite(.needs(.engine)) struct ExecutionFaultTests {
        private static let broken = RecordingProxy.Fault.answer(
            status: "500 Internal Server Error",
            message: "it broke"
        )

        @Test func `a delete that the engine cannot do fails, and what depends on it is skipped`() async throws {
            let user = "docker create --name test-user -v test-w:/data base:1"
            try await TestHost.with(.cleanup(objects: user)) { scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-user")
                scene.proxy.failNext("DELETE", "/containers/\(id)", ExecutionFaultTests.broken)
                let outcome = try await scene.apply(plan)
                #expect(outcome.exit == 6, "\(outcome)")
                let failed = try scene.step("container.remove", of: "container/test-user", in: outcome)
                #expect(failed.outcome.string == "failed")
                #expect(failed.detail.string?.contains("it broke") == true, "\(outcome)")
                let skipped = try scene.step("volume.remove", of: "volume/test-w", in: outcome)
                #expect(skipped.outcome.string == "skipped")
                #expect(scene.count("DELETE", "/containers/\(id)") == 1)
                #expect(scene.count("DELETE", "/volumes/test-w") == 0)
                #expect(try await scene.has("container", "test-user"))
                #expect(try await scene.record(of: outcome).contains("it broke"))
                let history = try await scene.run("history", "actions", "--json").requireExit(0)
                #expect(history.stdout.contains("test-user"), "\(history)")
            }
        }

        @Test func `after a failure independent deletes go on, and the end says how to get past it`() async throws {
            let volumes = "for n in 1 2 3 4 5 6 7 8; do docker volume create test-$n; done"
            try await TestHost.with(.cleanup(objects: volumes)) { scene in
                let plan = try await scene.planFile("--target", "volume/*")
                scene.proxy.failNext("DELETE", "/volumes/", ExecutionFaultTests.broken)
                let outcome = try await scene.apply(plan, "--parallelism", "1")
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/") == 9, "\(outcome)")
                let document = try JSONDocument(parsing: outcome.stdout)
                let steps = document.data.steps.array
                #expect(steps.count { $0.outcome.string == "done" } == 8, "\(outcome)")
                let failed = try #require(steps.first { $0.outcome.string == "failed" }?.address.string)
                #expect(document.next_actions.array.first?.command.string == "reconcile plan --exclude \(failed)")
            }
        }

        @Test func `a target that somebody protects meanwhile stops everything`() async throws {
            let users = "for n in 1 2; do docker create --name test-u$n -v test-w$n:/data base:1; done"
            try await TestHost.with(.cleanup(objects: users)) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/containers/", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                try await scene.engine.docker("create", "--name", "prod-x", "-v", "test-w1:/data", "base:1")
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/test-w") == 0)
                let found = try scene.step("volume.remove", of: "volume/test-w1", in: outcome)
                #expect(found.outcome.string == "failed", "\(outcome)")
                let other = try scene.step("volume.remove", of: "volume/test-w2", in: outcome)
                #expect(other.outcome.string == "skipped", "\(outcome)")
                let reason = other.detail.string ?? ""
                #expect(reason.hasPrefix("everything was stopped at volume/test-w1"), "\(outcome)")
            }
        }

        @Test func `a lost answer is resolved by looking`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                for path in ["/containers/", "/volumes/", "/networks/", "/images/"] {
                    scene.proxy.failNext("DELETE", path, .dropAfterForwarding)
                }
                let outcome = try await scene.apply(plan).requireExit(0)
                for step in try JSONDocument(parsing: outcome.stdout).data.steps.array {
                    #expect(step.outcome.string == "done", "\(outcome)")
                }
                #expect(scene.proxy.mutatingRequests.count == 4)
            }
        }

        @Test func `a request that never arrived is not sent again`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .dropBeforeForwarding)
                let outcome = try await scene.apply(plan)
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("volume.remove", of: "volume/test-v", in: outcome)
                #expect(["failed", "unknown"].contains(step.outcome.string), "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/test-v") == 1)
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        @Test func `a target that goes while it is deleted is absent`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                try await scene.engine.docker("volume", "rm", "test-v")
                gate.open()
                let outcome = try await running.outcome().requireExit(0)
                #expect(try scene.step("volume.remove", of: "volume/test-v", in: outcome).outcome.string == "absent")
            }
        }

        @Test func `an engine that says 404 of what is there is not believed`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                scene.proxy.failNext(
                    "DELETE",
                    "/volumes/test-v",
                    .answer(status: "404 Not Found", message: "no such volume")
                )
                let outcome = try await scene.apply(plan)
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("volume.remove", of: "volume/test-v", in: outcome)
                #expect(step.outcome.string == "failed", "\(outcome)")
            }
        }

        @Test func `a refusal by the engine fails with the engine's own words`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                try await scene.engine.docker("create", "--name", "late", "-v", "test-v:/data", "base:1")
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("volume.remove", of: "volume/test-v", in: outcome)
                #expect(step.outcome.string == "failed")
                #expect(step.detail.string?.contains("volume is in use") == true, "\(outcome)")
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        @Test func `a container that takes its grace to stop is waited for`() async throws {
            let slow =
                "docker run -d --name test-slow --stop-timeout 3 base:1 sh -c 'trap \"\" TERM; while :; do sleep 1; done'"
            try await TestHost.with(.cleanup(objects: slow)) { scene in
                let plan = try await scene.planFile()
                let outcome = try await scene.apply(plan).requireExit(0)
                #expect(
                    try scene.step("container.stop", of: "container/test-slow", in: outcome).outcome.string == "done"
                )
                #expect(try await !scene.has("container", "test-slow"))
            }
        }

        @Test func `a failing engine cannot put its control characters on a terminal`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let hostile = RecordingProxy.Fault.answer(
                    status: "500 Internal Server Error",
                    message: #"\u001b[2J\u001b]0;owned\u0007 \u202e"#
                )
                scene.proxy.failNext("DELETE", "/volumes/test-v", hostile)
                let outcome = try await scene.run(["apply", plan] + TestHost.confirmation)
                #expect(outcome.exit == 6, "\(outcome)")
                for text in [outcome.stdout, outcome.stderr] {
                    #expect(!text.unicodeScalars.contains { ["\u{1b}", "\u{7}", "\u{202e}"].contains($0) })
                }
            }
        }

        @Test func `an engine that goes after the last call leaves every outcome on record`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile("--target", "volume/*")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                for _ in 0..<6 { scene.proxy.failNext("GET", "/containers/json", .cutBody(after: 1)) }
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                scene.proxy.forgetFaults()
                let actions = try await scene.run("history", "actions", "--json").requireExit(0)
                let outcomes = try JSONDocument(parsing: actions.stdout).data.actions.array.map(\.outcome.string)
                #expect(outcomes == ["done"], "\(actions)")
                let audit = try await scene.run("audit").requireExit(0)
                #expect(!audit.stderr.contains("never ended"), "\(audit)")
            }
        }
    }
}
