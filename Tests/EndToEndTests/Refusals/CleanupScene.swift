import Foundation
import TestSupport
import Testing

/// A host with something to clean up, a repository with an SSOT for it, and a proxy through which the program reaches the
/// Engine.
///
/// On the Engine are the expected image `base:1` and, to be deleted, the container `test-a`, the volume `test-v`, the
/// network `test-n` and the tag `test-img:1`.
struct CleanupScene {
    let engine: EmptyEngine
    let workspace: Workspace
    let proxy: RecordingProxy

    static let confirmation = ["--confirm", "APPLY CLEANUP"]

    /// Sets the scene, and looks at its end whether a mutating request was sent that no plan names.
    ///
    /// - Parameters:
    ///   - extra: Lines for the end of the SSOT, below its root key.
    ///   - objects: A shell script that puts more on the Engine.
    ///   - sourceLocation: Where a test stands that sent more than its plans name.
    ///   - body: The test.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, and what keeps the scene from being set.
    static func with<Value>(
        ssot extra: String = "",
        objects: String = "",
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (CleanupScene) async throws -> Value
    ) async throws -> Value {
        try await EmptyEngine.with { engine in
            try await engine.shell(baseImage + "\n" + thingsToDelete + "\n" + objects)
            return try await Workspace.with(ssot: ssot + extra, host: engine.host) { workspace in
                try await RecordingProxy.with(to: engine.host) { proxy in
                    let scene = CleanupScene(engine: engine, workspace: workspace, proxy: proxy)
                    try await scene.run("init", "--principal", "author").requireExit(0)
                    let value = try await body(scene)
                    let named = try Promises(plansIn: workspace)
                    #expect(named.broken(by: proxy.mutatingRequests).isEmpty, sourceLocation: sourceLocation)
                    return value
                }
            }
        }
    }

    /// Runs the program through the proxy.
    func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

    func run(_ arguments: [String], state: String? = nil) async throws -> Outcome {
        let environment = ["DOCKER_HOST": proxy.host, "RECONCILE_STATE": state ?? workspace.path("state")]
        return try await workspace.reconcile(arguments, environment: environment)
    }

    /// Starts the program through the proxy.
    func start(_ arguments: [String]) throws -> RunningCommand {
        var environment = workspace.environment
        environment["DOCKER_HOST"] = proxy.host
        environment["RECONCILE_STATE"] = workspace.path("state")
        return try RunningCommand(
            Workspace.binary,
            arguments,
            environment: environment,
            directory: workspace.root
        )
    }

    /// Plans, and gives the plan file's path below the root.
    func plan(_ arguments: String...) async throws -> String {
        let outcome = try await run(["plan", "--json"] + arguments).requireExit(0)
        return try #require(JSONDocument(parsing: outcome.stdout).data.file.string, "\(outcome)")
    }

    /// Applies with the phrase.
    func apply(_ plan: String, _ arguments: String...) async throws -> Outcome {
        try await run(["apply", plan, "--json"] + CleanupScene.confirmation + arguments)
    }

    func startApply(_ plan: String, _ arguments: String...) throws -> RunningCommand {
        try start(["apply", plan, "--json"] + CleanupScene.confirmation + arguments)
    }

    /// Whether the Engine has the object now: asked past the proxy and with docker's own command line.
    func has(_ kind: String, _ name: String) async throws -> Bool {
        try await engine.shell("docker \(kind) inspect '\(name)' >/dev/null 2>&1 && echo yes || echo no") == "yes"
    }

    private static let ssot = """
        docker_staging_ssot:
          env: "staging"
          allowed_containers:
            - name: "app"
          allowed_images:
            - repo: "base"
              tag: "1"
          protection_rules:
            safe_to_delete_patterns:
              - "test-*"

        """

    private static let baseImage = """
        root=$(mktemp -d)
        mkdir "$root/bin"
        cp /bin/busybox "$root/bin/busybox"
        for applet in sh sleep true false; do ln -s busybox "$root/bin/$applet"; done
        tar -C "$root" -c . | docker import --change 'CMD ["sleep", "600"]' - base:1 >/dev/null
        rm -r "$root"
        """

    private static let thingsToDelete = """
        docker create --name test-a base:1 sleep 600
        docker volume create test-v
        docker network create test-n
        docker tag base:1 test-img:1
        """
}

extension Outcome {
    struct WrongExit: Error, CustomStringConvertible {
        let description: String
    }

    @discardableResult
    func requireExit(_ code: Int32) throws -> Outcome {
        guard exit == code else { throw WrongExit(description: "expected exit \(code): \(self)") }
        return self
    }
}
