import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Volume plugins that are out of order. All Engines of a machine share the folder of their sockets, so what a test
    /// puts there goes at once.
    @Suite struct PluginTests {
        @Test func `a plugin that does not listen makes a look wait, says for what, and hides nothing`() async throws {
            try await Scene.with { scene in
                try await scene.volumes("tmp-data")
                let outcome = try await withDeadPlugin { try await scene.workspace.reconcile("audit") }
                #expect(outcome.exit == 0, "\(outcome)")
                #expect(outcome.stderr.contains("Waiting for the Engine's list of volumes"), "\(outcome)")
                #expect(outcome.stdout.contains("tmp-data"), "\(outcome)")
            }
        }

        /// A socket that nobody listens on, as a plugin leaves it that was killed.
        private func withDeadPlugin<Value>(_ body: () async throws -> Value) async throws -> Value {
            let folder = "/run/docker/plugins"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/reconcile-\(UniqueName.make()).sock"
            close(try UnixSocket.listen(at: path))
            defer { unlink(path) }
            return try await body()
        }
    }
}
