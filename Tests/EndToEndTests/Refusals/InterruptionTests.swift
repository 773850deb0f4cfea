import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The program is ended in the middle of an apply.
    @Suite(.needs(.engine)) struct InterruptionTests {
        @Test(arguments: [true, false])
        func `a killed apply is named, its plan is used, and a new plan finishes`(arrives: Bool) async throws {
            try await TestHost.with(.cleanup(objects: "docker volume create test-w")) { scene in
                let plan = try await scene.planFile("--target", "volume/*")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                running.signal(SIGKILL)
                let killed = try await running.outcome()
                #expect(killed.exit == 128 + SIGKILL, "\(killed)")
                gate.open(forwarding: arrives)
                let run = try await unfinishedRun(scene)
                let verbs = [
                    ["audit"], ["plan"], ["diff"], ["history"], ["show", plan], ["explain", "image/base:1"],
                    ["observe"],
                    ["validate"], ["health"], ["verify-plan", plan], ["apply", plan],
                ]
                for verb in verbs {
                    let outcome = try await scene.run(verb)
                    #expect((outcome.stdout + outcome.stderr).contains(run), "\(outcome)")
                }
                try await scene.engine.shell("docker volume create test-x")
                try await scene.expectRefusal(of: plan, .init(4, "single_use", "RC305", naming: run))
                try await scene.apply(try await scene.planFile()).requireExit(0)
                for name in ["test-v", "test-w", "test-x"] { #expect(try await !scene.has("volume", name)) }
                let audit = try await scene.run("audit").requireExit(0)
                #expect(!audit.stderr.contains(run), "\(audit)")
            }
        }

        @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
        func `an interrupted apply ends the call in flight and begins no other`(signal: CInt, exit: Int32) async throws
        {
            let volumes = "for n in 1 2 3 4 5 6 7 8; do docker volume create test-$n; done"
            try await TestHost.with(.cleanup(objects: volumes)) { scene in
                let plan = try await scene.planFile("--target", "volume/*")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/", .hold(gate))
                let running = try scene.startApply(plan, "--parallelism", "1")
                try await gate.arrival()
                running.signal(signal)
                try await running.hasComplained("Stopping after the calls in flight")
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == exit, "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/") == 1)
                let outcomes = try JSONDocument(parsing: outcome.stdout).data.steps.array.map(\.outcome.string)
                #expect(outcomes.count { $0 == "done" } == 1, "\(outcome)")
                #expect(outcomes.count { $0 == "skipped" } == 8, "\(outcome)")
                let history = try await scene.run("history", "--json")
                #expect(history.stdout.contains("\"outcome\": \"interrupted\""), "\(history)")
                try await scene.apply(try await scene.planFile()).requireExit(0)
            }
        }

        @Test func `a second interrupt waits for nothing, and the next command names the run`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile("--target", "volume/*")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                running.signal(SIGINT)
                try await running.hasComplained("Stopping after the calls in flight")  // two signals at once are one
                running.signal(SIGINT)
                let outcome = try await running.outcome(withinSeconds: 10)
                gate.open(forwarding: false)
                #expect(outcome.exit == 130, "\(outcome)")
                _ = try await unfinishedRun(scene)
            }
        }

        @Test(arguments: ["audit", "plan", "apply"])
        func `before the first call an interrupt ends the program at once`(verb: String) async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("GET", "/containers/json", .hold(gate))
                let running = try verb == "apply" ? scene.startApply(plan) : scene.start([verb, "--json"])
                try await gate.arrival()
                running.signal(SIGINT)
                let outcome = try await running.outcome(withinSeconds: 10)
                gate.open()
                #expect(outcome.exit == 130, "\(outcome)")
                #expect(scene.proxy.mutatingRequests.isEmpty)
                #expect(try scene.planFiles().count == 1)
                let document = try JSONDocument(parsing: outcome.stdout)
                #expect(document.exit_code.int == 130 && document.ok.bool == false, "\(outcome)")
                if verb == "apply" {
                    let history = try await scene.run("history", "--json").requireExit(0)
                    let run = try JSONDocument(parsing: history.stdout).data.runs.array.first
                    #expect(run?.outcome.string == "interrupted" && run?.exit_code.int == 130, "\(history)")
                }
                try await scene.apply(plan).requireExit(0)
            }
        }

        @Test func `a hung-up terminal and a closed pipe end no apply`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                running.signal(SIGHUP)
                running.signal(SIGPIPE)
                gate.open()
                try await running.outcome().requireExit(0)
            }
        }

        @Test func `an apply at work is told as running, and as nothing once it has ended`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                let during = try await unfinished(scene)
                #expect(during.count == 1 && during.allSatisfy { $0.contains("is running now") }, "\(during)")
                gate.open()
                try await running.outcome().requireExit(0)
                #expect(try await unfinished(scene).isEmpty)
            }
        }

        /// What an audit says of runs that have not ended.
        private func unfinished(_ scene: TestHost) async throws -> [String] {
            let audit = try await scene.run("audit", "--json").requireExit(0)
            let warnings = try JSONDocument(parsing: audit.stdout).diagnostics.array
            return warnings.filter { $0.code.string == "RC313" }.compactMap(\.summary.string)
        }

        /// The run that the next command warns of.
        private func unfinishedRun(_ scene: TestHost) async throws -> String {
            let audit = try await scene.run("audit", "--json").requireExit(0)
            let warnings = try JSONDocument(parsing: audit.stdout).diagnostics.array
            let found = warnings.first { $0.code.string == "RC313" }?.summary.string
            let history = try await scene.run("history", "--json").requireExit(0)
            let runs = try JSONDocument(parsing: history.stdout).data.runs.array.filter { $0.kind.string == "apply" }
            let run = try #require(runs.first?.run_id.string, "\(history)")
            #expect(runs.first?.outcome.string == "unfinished", "\(history)")
            #expect(found?.contains(run) == true, "\(audit)")
            return run
        }
    }
}
