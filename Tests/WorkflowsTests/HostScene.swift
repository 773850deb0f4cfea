import CoreTestSupport
import Domain
import Foundation
import Synchronization
import TestSupport
import Workflows

/// A repository, a ledger and a scripted Engine, with the use cases called as the program calls them, under a clock
/// that the test sets.
struct HostScene: Sendable {
    let workspace: Workspace
    let engine: ScriptedEngine
    let server: HostileServer
    let clock: TestClock

    static let ssot = Workspace.ssotPath
    static let stack = "stack/compose.yaml"

    /// `isInitialised`: whether `init` has run.
    static func with<Value>(
        isInitialised: Bool = true,
        _ body: (HostScene) async throws -> Value
    ) async throws -> Value {
        try await Workspace.withoutProgram(ssot: try HostFiles.read("ssot.yaml"), host: nil) { workspace in
            try workspace.write(try HostFiles.read("compose.yaml"), to: stack)
            for name in ["demo_data", "mystery-data", "prod-data", "test-used", "test-v"] {
                let folder = workspace.path("volumes/\(name)/_data")
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            let engine = try ScriptedEngine.recorded(mountpointsIn: workspace.path("volumes"))
            return try await HostileServer.with({ engine.answer(to: $0) }) { server in
                let scene = HostScene(workspace: workspace, engine: engine, server: server, clock: TestClock())
                if isInitialised { try await scene.initialise() }
                return try await body(scene)
            }
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
                "PATH": workspace.environment["PATH"] ?? "", "HOME": workspace.path("home"),
                "DOCKER_HOST": "unix://\(server.socketPath)", "API_TOKEN": "canary-one", "OTHER_TOKEN": "canary-two",
            ],
            workingDirectory: root,
            userName: "tester",
            hostName: "host",
            now: { clock.now },
            randomHex: { digits in String((0..<digits).map { _ in "0123456789abcdef".randomElement() ?? "0" }) },
            // This pause is the deadline of a child process, so it must take real time.
            pause: { try await Task.sleep(for: $0) },
            uptime: { .seconds(ProcessInfo.processInfo.systemUptime) },
            interruption: Interruption(),
            askPhrase: nil,
            progress: { _ in },
            ownFile: { _ in [] }
        )
    }

    func options(ssot: String? = nil) -> Options { Options(file: ssot, state: root + "/state", noInput: true) }

    var root: String { workspace.root }

    func path(_ name: String) -> String { workspace.path(name) }

    func write(_ text: String, to name: String) throws { try workspace.write(text, to: name) }

    func write(_ bytes: [UInt8], to name: String) throws { try workspace.write(bytes, to: name) }

    func read(_ name: String) throws -> [UInt8] { try workspace.bytes(of: name) }
}

/// The wall clock of a test.
final class TestClock: Sendable {
    private let seconds = Mutex<Int64>(1_795_900_000)

    var now: Timestamp { Timestamp(secondsSince1970: seconds.withLock { $0 }) }

    func advance(minutes: Int64) { seconds.withLock { $0 += minutes * 60 } }
}
