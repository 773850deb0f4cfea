import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The program is killed at random times of a replacement and a clean-up: the very next plan and apply bring the
    /// host to rest, and nobody needs a hand.
    @Suite(.needs(.engine), .needs(.compose)) struct KillTests {
        private static let kills = 60

        private static func stack(round: Int) -> String {
            """
            services:
              web:
                image: demo:\(round % 2 + 1)
                restart: always
                environment: {ROUND: "\(round)"}
                healthcheck: {test: ["CMD", "true"], interval: 200ms, retries: 3}
                volumes: ["data:/data", "/scratch"]
                networks: [front, back]
            networks: {front: {}, back: {}}
            volumes: {data: {}}
            """
        }

        /// What is to be deleted beside it.
        private static let rubbish = """
            for n in 1 2 3 4; do docker volume create tmp-$n; done
            for n in 1 2; do docker network create tmp-$n; done
            for n in 1 2; do docker create --name tmp-$n -v tmp-$n:/data demo:1; done
            docker run -d --name tmp-3 --stop-timeout 0 demo:1
            """

        @Test func `sixty kills need no hand`() async throws {
            try await TestHost.with(.stack(Self.stack(round: 0))) { scene in
                try await scene.converge()
                try await scene.engine.docker(
                    "exec",
                    "demo-web-1",
                    "sh",
                    "-c",
                    "echo kept > /data/note; echo here > /scratch/note"
                )
                let seed = UInt64.random(in: 0...UInt64.max)
                var random = SplitMix(state: seed)
                let whole = try await Self.measured(scene)
                var tally: [String: Int] = [:]
                for round in 1...Self.kills {
                    let after = whole * Int(random.next() % 1_050) / 1_000
                    let verdict = try await Self.round(scene, round, killingAfter: after)
                    tally[verdict, default: 0] += 1
                    if verdict.hasPrefix("by hand") { print("round \(round) after \(after): \(verdict)") }
                }
                let byHand = tally.filter { $0.key.hasPrefix("by hand") }.values.reduce(0, +)
                let counts = tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
                print("\(Self.kills) kills over \(whole), seed \(seed): \(counts); \(byHand) by hand")
                #expect(byHand == 0, "seed \(seed): \(counts)")
            }
        }

        /// How long one whole apply takes.
        private static func measured(_ scene: TestHost) async throws -> Duration {
            try scene.rewrite(stack(round: 1_001))
            try await scene.engine.shell(rubbish)
            let file = try #require(try await scene.plan().file)
            let begin = ContinuousClock.now
            let applied = try await scene.workspace.reconcile(apply(file))
            try #require(applied.exit == 0, "\(applied)")
            return ContinuousClock.now - begin
        }

        private static func round(_ scene: TestHost, _ round: Int, killingAfter time: Duration) async throws -> String {
            try scene.rewrite(stack(round: round))
            try await scene.engine.shell(rubbish)
            let file = try #require(try await scene.plan().file)
            let running = try RunningCommand(
                Workspace.binary,
                apply(file),
                environment: scene.workspace.environment,
                directory: scene.workspace.root
            )
            // The kill must come at an arbitrary moment, so the test waits for a time and not for an event.
            try await Task.sleep(for: time)
            running.signal(SIGKILL)
            let killed = try await running.outcome()
            let next = try await scene.plan()
            if let file = next.file {
                let applied = try await scene.workspace.reconcile(apply(file))
                guard applied.exit == 0 else { return "by hand: \(applied) of \(next)" }
            }
            let last = try await scene.plan()
            guard last.actions.isEmpty else { return "by hand: not at rest: \(last)" }
            if let fault = try await fault(scene) { return "by hand: \(fault)" }
            guard killed.exit == 128 + SIGKILL else { return "ended before" }
            return next.file == nil ? "had nothing left to do" : kind(next)
        }

        /// What the next plan had to do with the replacement.
        private static func kind(_ plan: TestPlan) -> String {
            let aside = plan.actions.first { $0.kind == "delete" && $0.reason == "set_aside" }
            let own = plan["container/demo-web-1"].map { "\($0.kind) (\($0.reason))" }
            return [own, aside.map { _ in "delete of the old one" }].compactMap(\.self).joined(separator: " and ")
                .ifEmpty("rest of the clean-up")
        }

        private static func fault(_ scene: TestHost) async throws -> String? {
            let names = try await scene.engine.docker("ps", "-a", "--format", "{{.Names}}")
            guard names == "demo-web-1" else { return "containers: \(names)" }
            guard try await scene.isRunning("demo-web-1") else { return "it does not run" }
            let notes = try await scene.engine.docker(
                "exec",
                "demo-web-1",
                "sh",
                "-c",
                "cat /data/note /scratch/note"
            )
            guard notes == "kept\nhere" else { return "notes: \(notes)" }
            let volumes = try await scene.engine.docker("volume", "ls", "-q").split(separator: "\n")
            return volumes.count == 2 ? nil : "volumes: \(volumes)"
        }

        private static func apply(_ file: String) -> [String] { ["apply", file, "--confirm", "APPLY CLEANUP"] }
    }
}

extension String {
    fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}

/// The same numbers for the same seed.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
