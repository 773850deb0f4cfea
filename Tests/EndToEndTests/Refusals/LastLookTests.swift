import TestSupport
import Testing

extension EndToEnd {
    /// What changes between the gate and the call is seen by the last inspect before each call.
    @Suite(.needs(.engine)) struct LastLookTests {
        @Test func `a container renamed into the protected names before its delete is kept`() async throws {
            let looks = try await looksBeforeDelete()
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-a")
                let outcome = try await apply(plan, scene, holding: "/containers/\(id)/json", skipping: looks - 1) {
                    try await scene.engine.docker("rename", "test-a", "prod-y")
                }
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("container.remove", of: "container/test-a", in: outcome)
                #expect(step.outcome.string == "failed")
                #expect(step.detail.string?.contains("protected") == true, "\(outcome)")
                #expect(scene.count("DELETE", id) == 0)
                #expect(try await scene.has("container", "prod-y"))
            }
        }

        @Test func `a container renamed to any other name before its delete is kept`() async throws {
            let looks = try await looksBeforeDelete()
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-a")
                let outcome = try await apply(plan, scene, holding: "/containers/\(id)/json", skipping: looks - 1) {
                    try await scene.engine.docker("rename", "test-a", "somebody-needs-it")
                }
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", id) == 0)
                #expect(try await scene.has("container", "somebody-needs-it"))
            }
        }

        @Test func `a container renamed between its stop and its removal is kept`() async throws {
            try await TestHost.with(.cleanup(objects: "docker run -d --name test-up --stop-signal KILL base:1")) {
                scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-up")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("POST", "/containers/\(id)/stop", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                try await scene.engine.docker("rename", "test-up", "prod-z")
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("container.remove", of: "container/test-up", in: outcome)
                #expect(step.outcome.string == "failed", "\(outcome)")
                #expect(scene.count("DELETE", id) == 0)
                #expect(try await scene.has("container", "prod-z"))
            }
        }

        /// An inspect of the target does not show that somebody else has begun to use it; the observation of the whole
        /// host before each wave does.
        @Test(arguments: [
            ("docker run -d --name prod-a --network container:test-up base:1", "container.remove", "container/test-up"),
            ("docker create --name prod-b --network test-own base:1", "network.remove", "network/test-own"),
        ])
        func `what production came to use after the gate is kept`(
            script: String,
            operation: String,
            address: String
        ) async throws {
            let objects = """
                docker network create test-own
                docker run -d --name test-up --network test-own --stop-signal KILL base:1
                """
            try await TestHost.with(.cleanup(objects: objects)) { scene in
                let plan = try await scene.planFile()
                let id = try await scene.id(of: "test-up")
                let network = try await scene.engine.docker("network", "inspect", "--format", "{{.Id}}", "test-own")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("POST", "/containers/\(id)/stop", .hold(gate))
                let running = try scene.startApply(plan)
                try await gate.arrival()
                try await scene.engine.shell(script)
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step(operation, of: address, in: outcome)
                #expect(step.outcome.string == "failed", "\(outcome)")
                #expect(step.detail.string?.contains("is protected now") == true, "\(outcome)")
                #expect(scene.count("DELETE", network) == 0)
            }
        }

        /// The Engine would remove a volume although a container binds its folder: it knows of mounts by name only.
        @Test(arguments: [
            "docker run -d --name racer -v \"$place\":/d base:1",
            "docker create --name racer -v \"$place/sub\":/d base:1",
            "docker create --name racer -v test-v:/d base:1",
        ])
        func `a volume that a container came to use after the look at the host is kept`(script: String) async throws {
            let looks = try await looks(at: "/volumes/test-v")
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let outcome = try await apply(plan, scene, holding: "/volumes/test-v", skipping: looks - 2) {
                    let place = "place=$(docker volume inspect --format '{{.Mountpoint}}' test-v)"
                    try await scene.engine.shell("\(place)\n\(script)")
                }
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("volume.remove", of: "volume/test-v", in: outcome)
                #expect(step.detail.string?.contains("container/racer") == true, "\(outcome)")
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        /// All calls of a wave rely on one observation of the host, and one of them may take long; so the target of
        /// each is checked once more right before its call.
        @Test func `a network that a container came to use while another one was being removed is kept`() async throws {
            try await TestHost.with(.cleanup(objects: "docker network create test-o")) { scene in
                let plan = try await scene.planFile()
                let first = try await scene.engine.docker("network", "inspect", "--format", "{{.Id}}", "test-n")
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/networks/\(first)", .hold(gate))
                let running = try scene.startApply(plan, "--parallelism", "1")
                try await gate.arrival()
                try await scene.engine.docker("create", "--name", "racer", "--network", "test-o", "base:1")
                gate.open()
                let outcome = try await running.outcome()
                #expect(outcome.exit == 6, "\(outcome)")
                let step = try scene.step("network.remove", of: "network/test-o", in: outcome)
                #expect(step.detail.string?.contains("container/racer") == true, "\(outcome)")
                #expect(try await scene.has("network", "test-o"))
            }
        }

        @Test func `a tag moved before it is untagged is kept`() async throws {
            let looks = try await looks(at: "/images/test-img:1/json")
            let other = "docker create --name app base:1; docker commit app other:1"
            try await TestHost.with(.cleanup(objects: other)) { scene in
                let plan = try await scene.planFile()
                let path = "/images/test-img:1/json"
                let outcome = try await apply(plan, scene, holding: path, skipping: looks - 1) {
                    try await scene.engine.docker("tag", "other:1", "test-img:1")
                }
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", "/images/") == 0)
                #expect(try await scene.has("image", "test-img:1"))
            }
        }

        @Test(arguments: ["", "--label reconcile.protect=true", "--label owner=somebody"])
        func `a volume made anew under its name before its delete is kept`(flags: String) async throws {
            let looks = try await looks(at: "/volumes/test-v")
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let outcome = try await apply(plan, scene, holding: "/volumes/test-v", skipping: looks - 1) {
                    try await scene.engine.shell("docker volume rm test-v; docker volume create \(flags) test-v")
                }
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/") == 0)
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        @Test func `a last look that is cut short lets nothing be deleted`() async throws {
            let looks = try await looks(at: "/volumes/test-v")
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                scene.proxy.failNext("GET", "/volumes/test-v", skipping: looks - 1, .cutBody(after: 30))
                // The read is repeated, and each repetition fails as well.
                for _ in 0..<5 { scene.proxy.failNext("GET", "/volumes/test-v", .cutBody(after: 30)) }
                let outcome = try await scene.apply(plan)
                #expect(outcome.exit == 6, "\(outcome)")
                #expect(scene.count("DELETE", "/volumes/") == 0)
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        /// Applies, and runs `meanwhile` while the proxy holds one inspect of an object.
        private func apply(
            _ plan: String,
            _ scene: TestHost,
            holding path: String,
            skipping: Int,
            _ meanwhile: () async throws -> Void
        ) async throws -> Outcome {
            let gate = RecordingProxy.Gate()
            scene.proxy.failNext("GET", path, skipping: skipping, .hold(gate))
            let running = try scene.startApply(plan)
            try await gate.arrival()
            try await meanwhile()
            gate.open()
            return try await running.outcome()
        }

        private func looksBeforeDelete() async throws -> Int {
            try await looks { "/containers/\(try await $0.id(of: "test-a"))/json" }
        }

        private func looks(at path: String) async throws -> Int { try await looks { _ in path } }

        /// How often an undisturbed apply inspects an object before it deletes it. The test then holds the last of
        /// these requests.
        private func looks(_ path: (TestHost) async throws -> String) async throws -> Int {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let path = try await path(scene)
                let before = scene.proxy.requests.count
                try await scene.apply(plan).requireExit(0)
                let during = scene.proxy.requests.dropFirst(before)
                return during.prefix { !($0.method == "DELETE" && path.hasPrefix($0.target.prefix { $0 != "?" })) }
                    .count { $0.method == "GET" && $0.target == path }
            }
        }
    }
}
