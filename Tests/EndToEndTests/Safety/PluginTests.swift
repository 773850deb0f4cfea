import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

extension EndToEnd {
    /// Volume plugins that are out of order. All Engines of a machine share the folder of their sockets, so what a test
    /// puts there goes at once. An Engine never forgets a plugin that once answered, so tests whose plugin answers have
    /// an Engine of their own.
    @Suite(.needs(.engine), .needs(.ownEngine)) struct PluginTests {
        @Test func `a plugin that does not listen makes a look wait, says for what, and hides nothing`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data")
                let outcome = try await withDeadPlugin { try await scene.workspace.reconcile("audit") }
                #expect(outcome.exit == 0, "\(outcome)")
                #expect(outcome.stderr.contains("Waiting for the Engine's list of volumes"), "\(outcome)")
                #expect(outcome.stdout.contains("tmp-data"), "\(outcome)")
            }
        }

        @Test func `a plugin that answers with an error hides its own volumes only, and none is gone`() async throws {
            try await PrivateEngine.with("--own-plugins") { own in
                try await TestHost.with(.safety(), engine: EngineShell(host: own.host)) { scene in
                    let plugin = Plugin()
                    let path = "\(own.folder)/plugins/out-of-order.sock"
                    try await HostileServer.with(at: path, { plugin.answer(to: $0) }) { server in
                        try await expectOnlyItsVolumesHidden(plugin, in: scene)
                        #expect(!server.requestLines.contains { $0.contains("VolumeDriver.Remove") })
                    }
                }
            }
        }

        private func expectOnlyItsVolumesHidden(_ plugin: Plugin, in scene: TestHost) async throws {
            try await scene.volumes("tmp-data")
            let before = try #require(try await scene.audit()["volume/test-remote"])
            plugin.breakDown()
            let audit = try await scene.workspace.reconcile("audit").requireExit(0)
            #expect(audit.stderr.contains("The Engine could not list the volumes of"), "\(audit)")
            #expect(!audit.stdout.contains("test-remote"), "\(audit)")
            try await scene.cleanUp(removing: ["volume/tmp-data"])
            #expect(try await remembered("volume/test-remote", in: scene) == "present")
            plugin.recover()
            #expect(try await scene.audit()["volume/test-remote"] == before)
        }

        /// What the ledger holds of a resource's life.
        private func remembered(_ address: String, in scene: TestHost) async throws -> String {
            let query = "SELECT iif(gone_seen IS NULL, 'present', 'gone') FROM resources WHERE address = '\(address)'"
            let database = scene.workspace.path("state/reconcile.db")
            return try await Command.run("/usr/bin/env", ["sqlite3", "-readonly", database, query])
        }

        /// A driver with one volume, until it breaks down.
        private final class Plugin: Sendable {
            private let isBroken = Mutex(false)

            func breakDown() { isBroken.withLock { $0 = true } }

            func recover() { isBroken.withLock { $0 = false } }

            func answer(to requestLine: String) -> HostileServer.Answer {
                if requestLine.contains("/Plugin.Activate") { return .http(#"{"Implements":["VolumeDriver"]}"#) }
                guard !isBroken.withLock(\.self) else {
                    return .http(status: "500 Internal Server Error", #"{"Err":"the server does not answer"}"#)
                }
                let volume = #"{"Name":"test-remote","Mountpoint":"","Status":{}}"#
                if requestLine.contains("/VolumeDriver.List") { return .http(#"{"Volumes":[\#(volume)],"Err":""}"#) }
                if requestLine.contains("/VolumeDriver.Get") { return .http(#"{"Volume":\#(volume),"Err":""}"#) }
                return .http(#"{"Capabilities":{"Scope":"local"},"Err":""}"#)
            }
        }

        /// A socket that nobody listens on, as a plugin leaves it that was killed.
        private func withDeadPlugin<Value>(_ body: () async throws -> Value) async throws -> Value {
            let path = try pluginPath()
            close(try UnixSocket.listen(at: path))
            defer { unlink(path) }
            return try await body()
        }

        private func pluginPath() throws -> String {
            let folder = "/run/docker/plugins"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return "\(folder)/reconcile-\(UniqueName.make()).sock"
        }
    }
}
