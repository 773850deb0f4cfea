import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Text fits the terminal; what cannot be broken is what people copy.
    @Suite(.needs(.engine)) struct Widths {
        @Test(arguments: [80, 100])
        func `lines are no wider than the terminal`(columns: Int) async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let long = "test-" + String(repeating: "long-name-", count: 7) + "x"
                try await host.engine.shell(
                    """
                    docker volume create \(long)
                    docker run -d --name \(long)user --mount source=\(long),target=/d box:1 sleep 900
                    docker run -d --name keep-\(long) --mount source=shared-\(long),target=/d box:1 sleep 900
                    docker tag box:1 registry.example.org/some/deep/path/\(long)/box:1.2.3-rc4
                    docker run -d --name anonymous -v /data box:1 sleep 900
                    """
                )
                for outcome in try await host.wideOutputs(columns: columns) {
                    for line in (outcome.stdout + outcome.stderr).split(separator: "\n") {
                        let fits = line.count <= columns || line.isOneLongWord(columns)
                        #expect(fits, "\(outcome.arguments) \(line.count): \(line)")
                    }
                }
            }
        }
    }
}

extension Substring {
    /// Whether only a path, digest or name that must not be broken makes the line too long.
    fileprivate func isOneLongWord(_ columns: Int) -> Bool {
        let words = split(separator: " ").map(\.count)
        let longest = words.max() ?? 0
        return longest > columns - 30
    }
}

extension TestHost {
    fileprivate func wideOutputs(columns: Int) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        func run(_ arguments: String...) async throws {
            let environment = ["COLUMNS": String(columns)]
            outcomes.append(try await workspace.reconcile(arguments, environment: environment))
        }
        try await run("audit")
        try await run("diff")
        try await run("validate")
        for address in ["stranger", "keep-books", "test-import", "anonymous", "box:1", "test-data"] {
            try await run("explain", address)
        }
        let plan = try await freshPlanFile()
        try await run("plan", "--out", "other.plan.json")
        try await run("show", plan)
        try await run("verify-plan", plan)
        try await run("apply", plan)
        try await run("apply", plan, "--confirm", "APPLY CLEANUP")
        for verb in ["runs", "actions", "audits"] { try await run("history", verb) }
        for item in try await workspace.reconcile("history", "--json").document().data.runs.array {
            try await run("history", "show", item.run_id.string ?? "")
        }
        try await run("health")
        try await run("init")
        return outcomes
    }
}
