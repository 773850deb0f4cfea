import TestSupport
import Testing

extension EndToEnd {
    /// More deletes than the SSOT allows.
    @Suite(.needs(.engine)) struct LimitTests {
        @Test func `a plan over the limit is not written, and the line that would allow it is named`() async throws {
            try await TestHost.with(.cleanup(ssot: "  limits:\n    max_deletes: 1\n")) { scene in
                let outcome = try await scene.run("plan", "--json")
                #expect(outcome.exit == 5, "\(outcome)")
                #expect(try scene.planFiles().isEmpty)
                let found = try JSONDocument(parsing: outcome.stdout).diagnostics.array.first {
                    $0.code.string == "RC300"
                }
                let text = try scene.workspace.read(Workspace.ssotPath).split(separator: "\n")
                let line = try #require(text.firstIndex { $0.contains("max_deletes") }) + 1
                #expect(found?.range.file.string == Workspace.ssotPath, "\(outcome)")
                #expect(found?.range.start.line.int == line, "\(outcome)")
                for name in ["container/test-a", "volume/test-v", "network/test-n"] {
                    #expect(outcome.stdout.contains(name), "\(outcome)")
                }
            }
        }

        @Test func `a share of deletes that has grown since the plan is refused`() async throws {
            let volumes = """
                for n in 1 2 3 4 5; do docker volume create test-$n; done
                for n in 1 2 3 4 5 6; do docker volume create other-$n; done
                """
            try await TestHost.with(.cleanup(objects: volumes)) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("volume", "rm", "other-1", "other-2")
                try await scene.expectRefusal(of: plan, .init(5, "limits", "RC300", naming: "volume"))
            }
        }
    }
}
