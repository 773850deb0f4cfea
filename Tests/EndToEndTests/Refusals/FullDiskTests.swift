import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The disk that holds the ledger is full.
    @Suite(.needs(.engine)) struct FullDiskTests {
        @Test func `what only looks still reports, says that it was not recorded, and apply stays closed`() async throws
        {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await Self.withFullDisk(holding: scene.workspace.path("state")) { state in
                    for verb in [["audit"], ["diff"], ["observe"], ["explain", "container/test-a"]] {
                        let outcome = try await scene.run(verb, state: state)
                        #expect(outcome.exit == 0, "\(verb): \(outcome)")
                        #expect(outcome.stdout.contains("test-a"), "\(verb): \(outcome)")
                    }
                    let audit = try await scene.run(["audit", "--json"], state: state)
                    let codes = try audit.document().diagnostics.array.map(\.code.string)
                    #expect(codes.contains("RC703"), "\(audit)")
                    let apply = try await scene.run(["apply", plan] + TestHost.confirmation, state: state)
                    #expect(apply.exit == 73, "\(apply)")
                }
                #expect(scene.proxy.mutatingRequests.isEmpty)
                try await scene.run("apply", plan, "--confirm", "APPLY CLEANUP").requireExit(0)
            }
        }

        /// A small file system of its own with a copy of the folder, filled to the last byte.
        private static func withFullDisk(holding folder: String, _ body: (String) async throws -> Void) async throws {
            let place = "/tmp/reconcile-full-\(UniqueName.make())"
            try await Command.run("/bin/sh", ["-c", "mkdir \(place) && mount -t tmpfs -o size=2m full \(place)"])
            do {
                try await Command.run(
                    "/bin/sh",
                    ["-c", "cp -a \(folder) \(place)/state && ! dd if=/dev/zero of=\(place)/filler bs=4k 2>/dev/null"]
                )
                try await body(place + "/state")
            } catch {
                try await Command.run("/bin/sh", ["-c", "umount \(place) && rmdir \(place)"])
                throw error
            }
            try await Command.run("/bin/sh", ["-c", "umount \(place) && rmdir \(place)"])
        }
    }
}
