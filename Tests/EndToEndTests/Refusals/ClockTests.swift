import TestSupport
import Testing

extension EndToEnd {
    /// The program under a clock that the test sets.
    @Suite struct ClockTests {
        @Test func `a plan is refused once its time has passed`() async throws {
            try await CleanupScene.with(ssot: ClockTests.hour) { scene in
                let plan = try await scene.plan()
                try await expectRefusal(of: plan, scene, minutes: 61, code: "RC304")
                try await expectRefusal(of: plan, scene, minutes: 60 * 24 * 365, code: "RC304")
            }
        }

        @Test func `a plan is applied within its time`() async throws {
            try await CleanupScene.with(ssot: ClockTests.hour) { scene in
                let plan = try await scene.plan()
                try await apply(plan, scene, minutes: 58).requireExit(0)
            }
        }

        @Test func `a clock behind the newest record judges no plan`() async throws {
            try await CleanupScene.with { scene in
                let plan = try await scene.plan()
                try await expectRefusal(of: plan, scene, minutes: -10, code: "RC406")
            }
        }

        @Test func `a clock that is a little behind is as good as any`() async throws {
            try await CleanupScene.with { scene in
                let plan = try await scene.plan()
                try await apply(plan, scene, minutes: -4).requireExit(0)
            }
        }

        private static let hour = "  approval:\n    required: 0\n    plan_ttl_hours: 1\n"

        private func expectRefusal(of plan: String, _ scene: CleanupScene, minutes: Int, code: String) async throws {
            let outcome = try await apply(plan, scene, minutes: minutes)
            #expect(outcome.exit == 4, "\(outcome)")
            let refused = try JSONDocument(parsing: outcome.stdout).data.refused
            #expect(refused.gate.string == "expiry", "\(outcome)")
            #expect(refused.code.string == code, "\(outcome)")
            #expect(scene.proxy.mutatingRequests.isEmpty)
        }

        private func apply(_ plan: String, _ scene: CleanupScene, minutes: Int) async throws -> Outcome {
            try scene.workspace.write(ClockTests.shim, to: "clock.c")
            // The Swift toolchain brings clang.
            try await scene.inRoot("clang -shared -fPIC -o clock.so clock.c")
            let environment = [
                "DOCKER_HOST": scene.proxy.host, "LD_PRELOAD": scene.workspace.path("clock.so"),
                "CLOCK_OFFSET": String(minutes * 60),
            ]
            return try await scene.workspace.reconcile(
                ["apply", plan, "--json"] + CleanupScene.confirmation,
                environment: environment
            )
        }

        /// Moves the wall clock of one program and its children; timeouts go by another clock.
        private static let shim = """
            #include <stdlib.h>
            #include <sys/syscall.h>
            #include <time.h>
            #include <unistd.h>

            int clock_gettime(clockid_t id, struct timespec *now) {
                int result = syscall(SYS_clock_gettime, id, now);
                const char *offset = getenv("CLOCK_OFFSET");
                if (result == 0 && id == CLOCK_REALTIME && offset) now->tv_sec += atol(offset);
                return result;
            }

            """
    }
}
