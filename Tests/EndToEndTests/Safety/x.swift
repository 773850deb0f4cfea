import TestSupport
import Testing
extension EndToEnd {
  @Suite struct X {
    @Test func `x`() async throws {
      try await EmptyEngine.with { e in try await Workspace.with(ssot: "docker_staging_ssot:\n  env: staging\n", host: e.host) { w in
        let o = try await w.reconcile("init", "--json")
        print(o)
        #expect(try o.document().ok == .bool(true))
      }}
    }
  }
}
