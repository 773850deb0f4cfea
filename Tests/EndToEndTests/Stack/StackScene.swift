import Foundation
import TestSupport
import Testing

/// An Engine, a repository with a stack, a ledger, and the real Compose beside it.
struct StackScene: Sendable {
    let engine: EngineShell
    let workspace: Workspace
    /// The Compose file below the root.
    static let compose = "stack/compose.yaml"

    struct MissingCompose: Error, CustomStringConvertible {
        var description: String {
            "RECONCILE_TEST_COMPOSE is not set. These tests compare with the real Compose: `infra/bin/install-needs test` gets it."
        }
    }

    /// `compose`: the text of the stack's file, whose project is `demo`. `more`: further lines of the SSOT at the depth of
    /// `env:`.
    static func with(
        compose: String,
        more: String = "",
        hasPlugin: Bool = true,
        _ body: (StackScene) async throws -> Void
    ) async throws {
        try await EmptyEngine.with { engine in
            try await with(EngineShell(host: engine.host), compose: compose, more: more, hasPlugin: hasPlugin, body)
        }
    }

    /// On an Engine that the caller has for itself.
    static func with(
        _ engine: EngineShell,
        compose: String,
        more: String = "",
        hasPlugin: Bool = true,
        _ body: (StackScene) async throws -> Void
    ) async throws {
        try await Workspace.with(ssot: ssot(more), host: engine.host) { workspace in
            let scene = StackScene(engine: engine, workspace: workspace)
            try scene.rewrite(compose)
            if hasPlugin { try scene.installPlugin() }
            try await scene.makeImages()
            let made = try await workspace.reconcile("init", "--json")
            try #require(made.exit == 0, "\(made)")
            try await body(scene)
        }
    }

    private static func ssot(_ more: String) -> String {
        """
        docker_staging_ssot:
          env: staging
          host: localhost
          stack:
            project: demo
            compose: ["\(compose)"]
          protection_rules:
            safe_to_delete_patterns: ["tmp-*"]
        \(more)

        """
    }

    func rewrite(_ compose: String) throws { try workspace.write(compose, to: Self.compose) }

    private func installPlugin() throws {
        guard let binary = ProcessInfo.processInfo.environment["RECONCILE_TEST_COMPOSE"] else { throw MissingCompose() }
        let folder = workspace.path("home/.docker/cli-plugins")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/docker-compose",
            withDestinationPath: binary
        )
    }

    /// `demo:1` and `demo:2` sleep until they are stopped.
    private func makeImages() async throws {
        try await engine.shell(
            """
            root=$(mktemp -d)
            mkdir -p "$root/bin" "$root/etc" "$root/tmp" "$root/data" "$root/www" "$root/srv/app"
            cp /bin/busybox "$root/bin/busybox"
            for applet in sh sleep true false cat httpd ls tar sha256sum id; do ln -s busybox "$root/bin/$applet"; done
            tar -C "$root" -c . | docker import - demo/rootfs:1 > /dev/null
            rm -r "$root"
            """
        )
        for version in ["1", "2"] { try await image("demo:\(version)", [Self.idle, "LABEL version=\(version)"]) }
    }

    /// A first process that ends on TERM at once.
    static let idle = #"CMD ["sh", "-c", "trap 'exit 0' TERM; sleep 2147483647 & wait"]"#

    /// Makes an image of busybox from the lines of a Dockerfile.
    func image(_ reference: String, _ lines: [String]) async throws {
        let name = "home/Dockerfile"
        try workspace.write((["FROM demo/rootfs:1"] + lines).joined(separator: "\n"), to: name)
        try await engine.shell("docker build -q -t '\(reference)' - < '\(workspace.path(name))' > /dev/null")
    }

    /// Runs the real `docker compose` on the stack's file; exit code 0 is demanded.
    @discardableResult
    func dockerCompose(_ arguments: String...) async throws -> String {
        let line = arguments.map { "'\($0)'" }.joined(separator: " ")
        return try await engine.shell(
            """
            cd '\(workspace.root)'
            export HOME='\(workspace.path("home"))' DOCKER_CONFIG='\(workspace.path("home/.docker"))'
            docker compose --ansi never --progress plain -p demo -f \(Self.compose) \(line) 2>&1
            """
        )
    }

    func inspect(_ container: String) async throws -> JSONDocument {
        let text = try await engine.docker("inspect", "--type", "container", container)
        return try #require(try JSONDocument(parsing: text).array.first)
    }

    func id(_ container: String) async throws -> String {
        try await engine.docker("inspect", "--type", "container", "--format", "{{.Id}}", container)
    }

    func isRunning(_ container: String) async throws -> Bool {
        try await engine.docker("inspect", "--type", "container", "--format", "{{.State.Running}}", container) == "true"
    }
}
