import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The bare name says where one is, whatever is there.
    @Suite(.needs(.engine)) struct Status {
        @Test func `with nothing at all it says what to begin with`() async throws {
            try await Workspace.with(ssot: nil, host: "unix:///nowhere/docker.sock") { workspace in
                let bare = try await workspace.reconcile([])
                #expect(bare.exit == 0 && bare.stdout.contains("Next: reconcile init --from-host"), "\(bare)")
                #expect(bare.stdout.contains("there is no socket /nowhere/docker.sock"))
                let json = try await workspace.reconcile("--json").document()
                #expect(json.schema.string == "reconcile.status/1" && json.data.engine.answers.bool == false)
                #expect(
                    try FolderContents.files(below: workspace.root).keys.allSatisfy { !$0.contains("reconcile.db") }
                )
            }
        }

        @Test func `it names the one thing that comes next, from the first SSOT to a clean host`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.importImage("box:1")
                try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: engine.host) { workspace in
                    func next() async throws -> String? {
                        let answer = try await workspace.reconcile("status", "--json").requireExit(0).document()
                        return answer.next_actions.array.first?.command.string
                    }
                    #expect(try await next() == "reconcile init")
                    try await workspace.reconcile("init").requireExit(0)
                    #expect(try await next() == "reconcile audit")
                    try await engine.shell("docker create --name stranger box:1 true")
                    try await workspace.reconcile("audit").requireExit(0)
                    #expect(try await next() == "reconcile plan", "odoo-staging is missing")
                    try await engine.shell("docker create --name odoo-staging box:1 true")
                    try await workspace.reconcile("audit").requireExit(0)
                    #expect(try await next() == "reconcile audit --filter class=unknown")
                    let text = try await workspace.reconcile("-C", workspace.root, directory: "/").stdout
                    #expect(text.contains("SSOT:    \(Workspace.ssotPath) (staging), valid"), "\(text)")
                    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    #expect(words.contains("Drift: 1 unknown") && words.contains("answers (API "), "\(text)")
                    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
                    let runs = try await workspace.reconcile("history", "--json").document().data.runs.array.count
                    #expect(try await next() != nil)
                    let again = try await workspace.reconcile("history", "--json").document().data.runs.array.count
                    #expect(runs == again, "it records nothing")
                    try workspace.write("docker_staging_ssot: {nothing: 1}\n", to: Workspace.ssotPath)
                    #expect(try await next() == "reconcile validate")
                }
            }
        }
    }
}
