import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Which plans become files.
    @Suite(.needs(.engine)) struct PlanKeeping {
        @Test func `a file that was asked for is written, also where there is nothing to do`() async throws {
            try await TestHost.with(.contract()) { host in
                let plan = try await host.plan("--out", "empty.plan.json")
                #expect(plan.file == "empty.plan.json" && plan.actions.isEmpty)
                let show = try await host.run("show", "empty.plan.json", "--json").requireExit(0).document().data
                #expect(show.verdict.string == "not_applyable")
                #expect(try host.workspace.bytes(of: "empty.plan.json.sig").isEmpty == false)
                #expect(try await host.plan().file == nil, "nobody asked for this one")
                #expect(try host.plans().isEmpty)
                let refused = try await host.run("apply", "empty.plan.json")
                #expect(refused.exit != 0, "\(refused)")
            }
        }

        @Test func `the same plan is not written again, and the answer names the file that has it`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let first = try #require(try await host.plan().file)
                let files = try host.plans()
                let again = try await host.run("plan")
                #expect(again.stdout.contains("The same plan stood in \(first) before, and nothing was written."))
                #expect(try await host.plan().file == first)
                #expect(try host.plans() == files)
                // A name that somebody chose is theirs, and is not written twice either.
                _ = try await host.plan("--out", "mine.plan.json")
                let mine = try host.workspace.bytes(of: "mine.plan.json")
                #expect(try await host.plan("--out", "mine.plan.json").file == "mine.plan.json")
                #expect(try host.workspace.bytes(of: "mine.plan.json") == mine)
            }
        }

        @Test func `a plan that apply would not take is no reason to write none`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let first = try #require(try await host.plan().file)
                let unsigned = try #require(try await host.plan("--unsigned").file)
                #expect(unsigned != first)
                try host.workspace.write("no signature", to: first + ".sig")
                let second = try #require(try await host.plan().file)
                #expect(second != first && second != unsigned)
                try await host.apply(second).requireExit(0)
                try await host.engine.shell(
                    """
                    docker create --name test-import --mount source=test-data,target=/data box:1 true
                    docker volume create tmp-scratch
                    """
                )
                let third = try #require(try await host.plan().file)
                #expect(third != second)
            }
        }
    }
}

extension TestHost {
    /// The plan files of the environment with their bytes.
    fileprivate func plans() throws -> [String: Data] {
        guard FileManager.default.fileExists(atPath: workspace.path("plans")) else { return [:] }
        return try FolderContents.files(below: workspace.path("plans"))
    }
}
