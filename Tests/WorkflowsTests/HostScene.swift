import CoreTestSupport
import Domain
import Foundation
import Synchronization
import TestSupport
import Workflows

/// A repository, a ledger and a scripted Engine, with the use cases called as the program calls them, under a clock that
/// the test sets.
struct HostScene: Sendable {
    let root: String
    let engine: ScriptedEngine
    let server: HostileServer
    let clock: TestClock

    static let ssot = "infra/docker/DOCKER_STAGING_SSOT.yaml"
    static let stack = "stack/compose.yaml"

    /// `isInitialised`: whether `init` has run.
    static func with<Value>(
        isInitialised: Bool = true,
        _ body: (HostScene) async throws -> Value
    ) async throws -> Value {
        let root = "/tmp/reconcile-wf-\(UniqueName.make())"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for name in ["demo_data", "mystery-data", "prod-data", "test-used", "test-v"] {
            try make("\(root)/volumes/\(name)/_data")
        }
        try make(root + "/home")
        let engine = try ScriptedEngine.recorded(mountpointsIn: root + "/volumes")
        return try await HostileServer.with({ engine.answer(to: $0) }) { server in
            let scene = HostScene(root: root, engine: engine, server: server, clock: TestClock())
            try scene.write(try HostFiles.read("ssot.yaml"), to: ssot)
            try scene.write(try HostFiles.read("compose.yaml"), to: stack)
            if isInitialised { try await scene.initialise() }
            return try await body(scene)
        }
    }

    /// First lines of requests that would have changed something.
    var mutatingRequests: [String] {
        server.requestLines.filter { !$0.hasPrefix("GET ") && !$0.hasPrefix("HEAD ") }
    }

    var environment: Workflows.Environment {
        let clock = clock
        return Workflows.Environment(
            variables: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": root + "/home",
                "DOCKER_HOST": "unix://\(server.socketPath)", "API_TOKEN": "canary-one", "OTHER_TOKEN": "canary-two",
            ],
            workingDirectory: root,
            userName: "tester",
            hostName: "host",
            now: { clock.now },
            randomHex: { digits in String((0..<digits).map { _ in "0123456789abcdef".randomElement() ?? "0" }) },
            pause: { try await Task.sleep(for: $0) },
            uptime: { .seconds(ProcessInfo.processInfo.systemUptime) },
            interruption: Interruption(),
            ask: nil,
            progress: { _ in },
            ownFile: { _ in [] }
        )
    }

    func options(ssot: String? = nil) -> Options { Options(file: ssot, state: root + "/state", noInput: true) }

    func path(_ name: String) -> String { root + "/" + name }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try HostScene.make(URL(fileURLWithPath: path(name)).deletingLastPathComponent().path)
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    private static func make(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
}

/// The wall clock of a test.
final class TestClock: Sendable {
    private let seconds = Mutex<Int64>(1_795_900_000)

    var now: Timestamp { Timestamp(secondsSince1970: seconds.withLock { $0 }) }

    func advance(minutes: Int64) { seconds.withLock { $0 += minutes * 60 } }
}
