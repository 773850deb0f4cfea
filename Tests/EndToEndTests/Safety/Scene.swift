import Foundation
import TestSupport
import Testing

/// An Engine that holds the stack's one container, a repository whose SSOT allows it, and a ledger.
struct Scene: Sendable {
    let engine: EmptyEngine
    let workspace: Workspace

    /// A first process that ends on TERM at once, and leaves a file in the container's own layer.
    private static let idle =
        #"CMD ["sh", "-c", "echo here > /note; trap 'exit 0' TERM; sleep 2147483647 & wait"]"#

    /// Gives a test its scene on an empty Engine, and clears both away. `variable` names the Engine's socket.
    static func with(
        _ policy: Policy = Policy(),
        on variable: String = TestEngine.variable,
        _ body: (Scene) async throws -> Void
    ) async throws {
        try await EmptyEngine.with(variable) { engine in try await with(policy, engine: engine, body) }
    }

    static func with(
        _ policy: Policy = Policy(),
        engine: EmptyEngine,
        _ body: (Scene) async throws -> Void
    ) async throws {
        try await Workspace.with(ssot: policy.text, host: engine.host) { workspace in
            let scene = Scene(engine: engine, workspace: workspace)
            try await scene.prepare()
            try await body(scene)
        }
    }

    private func prepare() async throws {
        try await engine.shell(
            """
            mkdir -p \(rootfs)/bin \(rootfs)/etc
            cp /bin/busybox \(rootfs)/bin/busybox
            for applet in sh sleep true false cat; do ln -s busybox \(rootfs)/bin/$applet; done
            """
        )
        try await image("odoo:18.0")
        try await run("odoo-staging")
        let made = try await workspace.reconcile("init", "--json")
        try #require(made.exit == 0, "\(made)")
    }

    private var rootfs: String { workspace.path("rootfs") }

    /// Makes an image with an ID of its own, and gives the ID.
    @discardableResult
    func image(_ reference: String) async throws -> String {
        try workspace.write(reference, to: "rootfs/etc/image-name")
        let change = Self.idle.replacing("'", with: #"'\''"#)
        return try await engine.shell(
            "tar -C '\(rootfs)' -c . | docker import --change '\(change)' - '\(reference)'"
        )
    }

    /// Runs a container of the image `odoo:18.0`, unless the options name another image as `image`.
    func run(_ name: String, _ options: String..., image: String = "odoo:18.0") async throws {
        try await run(name, options, image: image)
    }

    func run(_ name: String, _ options: [String], image: String = "odoo:18.0") async throws {
        try await engine.docker(["run", "--detach", "--name", name] + options + [image])
    }

    /// Makes a container and never starts it.
    func create(_ name: String, _ options: String..., image: String = "odoo:18.0") async throws {
        try await engine.docker(["create", "--name", name] + options + [image])
    }

    /// Makes volumes, each with a file that holds its name, written through a container.
    func volumes(_ names: String...) async throws { try await volumes(names) }

    func volumes(_ names: [String]) async throws {
        for name in names { try await engine.docker("volume", "create", name) }
        let mounts = names.flatMap { ["--volume", "\($0):/volumes/\($0)"] }
        let script = "for folder in /volumes/*; do echo \"$folder\" > \"$folder/content\"; done"
        try await engine.docker(["run", "--rm"] + mounts + ["odoo:18.0", "sh", "-c", script])
    }

    /// Makes networks, each with a subnet of its own: the Engine's pool is small.
    func networks(_ names: [String]) async throws {
        for (index, name) in names.enumerated() {
            try await engine.docker("network", "create", "--subnet", "10.213.\(index).0/24", name)
        }
    }
}
