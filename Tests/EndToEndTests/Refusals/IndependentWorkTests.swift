import TestSupport
import Testing

extension EndToEnd {
    /// What others do meanwhile, and what cannot go, keeps nothing else from going.
    @Suite(.needs(.engine)) struct IndependentWorkTests {
        private static let limits = "  limits: {max_deletes: 50, max_delete_percent: 100}\n"

        @Test func `one volume of twenty that cannot go blocks no other, and the printed exclusion gets past it`()
            async throws
        {
            let volumes = "for n in $(seq 1 20); do docker volume create test-$n; done"
            try await TestHost.with(.cleanup(ssot: Self.limits, objects: volumes)) { scene in
                let folder = try await scene.engine.docker("volume", "inspect", "--format", "{{.Mountpoint}}", "test-7")
                // Nothing in this folder can be removed, by nobody.
                try await scene.engine.shell("touch '\(folder)/stuck'; chattr +i '\(folder)/stuck'")
                do {
                    try await goesPast(scene)
                } catch {
                    try await scene.engine.shell("chattr -i '\(folder)/stuck'")
                    throw error
                }
                try await scene.engine.shell("chattr -i '\(folder)/stuck'")
            }
        }

        private func goesPast(_ scene: TestHost) async throws {
            let plan = try await scene.planFile("--target", "volume/test-*")
            let outcome = try await scene.apply(plan)
            #expect(outcome.exit == 6, "\(outcome)")
            let document = try JSONDocument(parsing: outcome.stdout)
            let steps = document.data.steps.array
            #expect(steps.count { $0.outcome.string == "done" } == 20, "\(outcome)")
            #expect(steps.count { $0.outcome.string == "failed" } == 1, "\(outcome)")
            let left = try await scene.engine.docker("volume", "ls", "-q").split(separator: "\n")
            #expect(left.map(String.init) == ["test-7"])

            let command = try #require(document.next_actions.array.first?.command.string)
            #expect(command == "reconcile plan --exclude volume/test-7")
            let words = command.split(separator: " ").dropFirst().map(String.init)
            let next = try await scene.run(words + ["--json"]).requireExit(0)
            let file = try #require(JSONDocument(parsing: next.stdout).data.file.string, "\(next)")
            try await scene.apply(file).requireExit(0)
        }

        @Test func `who removes the same things at the same time does no harm, and is told`() async throws {
            let objects = """
                docker create --name app base:1
                for n in $(seq 1 12); do
                    docker volume create test-$n
                    docker run -d --name test-c$n --stop-timeout 0 -v test-$n:/data base:1
                done
                """
            let remover = "for n in $(seq 12 -1 1); do docker rm -f test-c$n || :; docker volume rm test-$n || :; done"
            try await TestHost.with(.cleanup(ssot: Self.limits, objects: objects)) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("POST", "/stop", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                async let other: String = scene.engine.shell(remover + " >/dev/null 2>&1")
                gate.open()
                let outcome = try await running.outcome().requireExit(0)
                _ = try await other
                let steps = try JSONDocument(parsing: outcome.stdout).data.steps.array
                let outcomes = Set(steps.compactMap(\.outcome.string))
                #expect(outcomes.isSubset(of: ["done", "absent", "already"]), "\(outcome)")
                #expect(outcomes.contains("absent"), "\(outcome)")
                #expect(try await scene.engine.docker("ps", "-a", "--format", "{{.Names}}") == "app")
                #expect(try await scene.engine.docker("volume", "ls", "-q").isEmpty)
            }
        }

        @Test func `a container that is slow to stop holds up nothing that does not need it`() async throws {
            let objects = """
                docker volume create test-data
                docker run -d --name test-slow --stop-timeout 0 base:1
                docker run -d --name test-fast --stop-timeout 0 -v test-data:/data base:1
                """
            try await TestHost.with(.cleanup(ssot: Self.limits, objects: objects)) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                let id = try await scene.id(of: "test-slow")
                scene.proxy.failNext("POST", "/containers/\(id)/stop", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                // The whole chain of the other container ends while the first is still being stopped.
                try await Waiting.until("test-fast and test-data are gone") {
                    let hasContainer = try await scene.has("container", "test-fast")
                    let hasVolume = try await scene.has("volume", "test-data")
                    return !hasContainer && !hasVolume
                }
                #expect(scene.count("DELETE", "/containers/\(id)") == 0)
                gate.open()
                try await running.outcome().requireExit(0)
            }
        }

        @Test func `a removal that somebody else has under way is waited for`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-a")
                scene.proxy.failNext(
                    "DELETE",
                    "/containers/\(id)",
                    .answer(status: "409 Conflict", message: "removal of container \(id) is already in progress")
                )
                let running = try scene.startApply(plan)
                try await Waiting.until("the removal is sent") { scene.count("DELETE", "/containers/\(id)") > 0 }
                try await scene.engine.docker("rm", "test-a")
                let outcome = try await running.outcome().requireExit(0)
                let step = try scene.step("container.remove", of: "container/test-a", in: outcome)
                #expect(step.outcome.string == "absent", "\(outcome)")
                #expect(step.detail.string == "somebody else removed it", "\(outcome)")
            }
        }
    }
}
