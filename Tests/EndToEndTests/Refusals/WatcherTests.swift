import TestSupport
import Testing

extension EndToEnd {
    /// The proxy is the second opinion on what is sent: it must see everything, and know what no plan names.
    @Suite(.needs(.engine)) struct WatcherTests {
        @Test func `an apply sends what its plan names, each call once, and nothing else`() async throws {
            let more = """
                docker run -d --name test-up --stop-signal KILL -v test-w:/data --network test-n base:1
                docker commit test-a test-own:1
                """
            try await TestHost.with(.cleanup(objects: more)) { scene in
                let plan = try await scene.planFile()
                let promised = Promises.requests(try JSONDocument(parsing: scene.workspace.read(plan)))
                try await scene.apply(plan).requireExit(0)
                let sent = scene.proxy.mutatingRequests
                #expect(sent.map(\.description).sorted() == promised.map(\.description).sorted())
                #expect(sent.count >= 8)
                for request in sent {
                    #expect(!request.target.contains("force") && !request.target.contains("v=1"))
                    #expect(!request.target.contains("prune") || request.target.hasSuffix("?noprune=1"))
                }
            }
        }

        @Test func `a delete with force is seen, and no plan names it`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = Promises(of: try JSONDocument(parsing: scene.workspace.read(try await scene.planFile())))
                try await RecordingProxy.with(to: scene.engine.host) { proxy in
                    let id = try await scene.id(of: "test-a")
                    try await scene.engine.shell("docker -H '\(proxy.host)' rm -f -v '\(id)'")
                    #expect(plan.broken(by: proxy.mutatingRequests).count == 1)
                    #expect(proxy.mutatingRequests.first?.target.contains("force=1") == true)
                }
            }
        }

        @Test func `a read-only proxy lets docker's own client look and nothing else`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                try await RecordingProxy.with(to: scene.engine.host, readOnly: true) { proxy in
                    let said = try await scene.engine.shell(
                        "docker -H '\(proxy.host)' ps -aq; docker -H '\(proxy.host)' volume rm test-v 2>&1 || true"
                    )
                    #expect(said.contains("only GET passes here"))
                    #expect(try await scene.has("volume", "test-v"))
                }
            }
        }
    }
}
