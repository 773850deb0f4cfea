import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A staging file must not clean a laptop.
    @Suite(.needs(.engine)) struct WrongHosts {
        private static func ssot(host: String?, endpoint: String?) -> String {
            let hostLine = host.map { "  host: \"\($0)\"\n" } ?? ""
            let endpointLine = endpoint.map { "  docker:\n    host: \"\($0)\"\n" } ?? ""
            return TestHost.Scene.contractPolicy.replacing(
                "  env: \"staging\"\n",
                with: "  env: \"staging\"\n\(hostLine)\(endpointLine)"
            )
        }

        @Test func `an address that is not this machine's needs an endpoint that somebody named`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.docker("volume", "create", "tmp-scratch")
                let ssot = Self.ssot(host: "178.128.112.214", endpoint: engine.host)
                try await Workspace.with(ssot: ssot, host: nil) { workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    let audit = try await workspace.reconcile("audit", "--json")
                    #expect(audit.exit == 0, "\(audit)")
                    let warning = try audit.document().diagnostics.array.first { $0.code.string == "RC205" }
                    #expect(warning?.severity.string == "warning", "\(audit)")
                    #expect(warning?.range.start.line.int == 3)
                    let plan = try await workspace.reconcile("plan", "--json")
                    #expect(plan.exit == 78, "\(plan)")
                    #expect(try plan.document().diagnostics.array.first?.code.string == "RC205")
                    #expect(!FileManager.default.fileExists(atPath: workspace.path("plans")))
                    #expect(try await workspace.reconcile("plan", "-H", engine.host).exit == 0)
                    let variable = try await workspace.reconcile("diff", environment: ["DOCKER_HOST": engine.host])
                    #expect(variable.exit == 0, "\(variable)")
                }
            }
        }

        @Test func `apply asks the same of its own run`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.docker("volume", "create", "tmp-scratch")
                let ssot = Self.ssot(host: "178.128.112.214", endpoint: engine.host)
                try await Workspace.with(ssot: ssot, host: nil) { workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    let planned = try await workspace.reconcile("plan", "-H", engine.host, "--json").requireExit(0)
                    let plan = try #require(try planned.document().data.file.string)
                    let refused = try await workspace.reconcile("apply", plan, "--confirm", "APPLY CLEANUP", "--json")
                    #expect(refused.exit == 78, "\(refused)")
                    #expect(try await engine.docker("volume", "ls", "-q") == "tmp-scratch")
                    let applied = try await workspace.reconcile(
                        "apply",
                        plan,
                        "--confirm",
                        "APPLY CLEANUP",
                        "-H",
                        engine.host
                    )
                    #expect(applied.exit == 0, "\(applied)")
                    #expect(try await engine.docker("volume", "ls", "-q").isEmpty)
                }
            }
        }

        @Test func `the Engine's ID in the SSOT settles it, and another Engine's does not`() async throws {
            try await EmptyEngine.with { engine in
                let id = try await engine.docker("info", "--format", "{{.ID}}")
                for (named, exit) in [(id, 0), ("AAAA:BBBB", 78)] as [(String, Int32)] {
                    let ssot = Self.ssot(host: "178.128.112.214", endpoint: engine.host)
                        .replacing("  docker:\n", with: "  docker:\n    engine_id: \"\(named)\"\n")
                    try await Workspace.with(ssot: ssot, host: nil) { workspace in
                        try await workspace.reconcile("init").requireExit(0)
                        let plan = try await workspace.reconcile("plan")
                        #expect(plan.exit == exit, "\(plan)")
                    }
                }
            }
        }

        @Test func `a variable that names another endpoint than the SSOT is no choice of this SSOT`() async throws {
            try await EmptyEngine.with { engine in
                let ssot = Self.ssot(host: nil, endpoint: "unix:///run/other/docker.sock")
                try await Workspace.with(ssot: ssot, host: engine.host) { workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    let audit = try await workspace.reconcile("audit", "--json")
                    #expect(audit.exit == 0, "\(audit)")
                    #expect(try audit.document().diagnostics.array.contains { $0.code.string == "RC203" })
                    let plan = try await workspace.reconcile("plan", "--json")
                    #expect(plan.exit == 78, "\(plan)")
                    #expect(try plan.document().diagnostics.array.first?.code.string == "RC203")
                    #expect(try await workspace.reconcile("plan", "-H", engine.host).exit == 0)
                }
            }
        }

        @Test func `a local name as host needs nothing`() async throws {
            try await EmptyEngine.with { engine in
                for host in ["localhost", "staging", "127.0.0.1"] {
                    let ssot = Self.ssot(host: host, endpoint: engine.host)
                    try await Workspace.with(ssot: ssot, host: nil) { workspace in
                        try await workspace.reconcile("init").requireExit(0)
                        let plan = try await workspace.reconcile("plan", "--json")
                        #expect(plan.exit == 0, "\(host): \(plan)")
                    }
                }
            }
        }
    }
}
