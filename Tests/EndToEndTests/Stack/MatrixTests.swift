import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Every row of what a Compose file can say, on a real Engine, against the real Compose.
    @Suite(.needs(.ownEngine), .needs(.compose)) struct StackMatrix {
        @Test func `made by Compose, it has nothing to change`() async throws {
            try await Matrix.with { matrix in
                try await matrix.scene.dockerCompose("up", "-d")
                try await matrix.scene.expectNothingToDo()
            }
        }

        @Test func `made by reconcile, neither reconcile nor Compose has anything to change`() async throws {
            try await Matrix.with { matrix in
                try await matrix.scene.converge()
                try await matrix.scene.expectComposeRecreatesNothing()
            }
        }
    }
}

/// The matrix of `Matrix/`: its files in the workspace, its images and outside objects on the Engine.
struct Matrix: Sendable {
    let scene: TestHost

    static func with(_ body: (Matrix) async throws -> Void) async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Matrix")
        let compose = try String(contentsOf: folder.appendingPathComponent("compose.yaml"), encoding: .utf8)
        // These containers go with their private Engine instead of being removed: with so many at once, Engine 20.10
        // may miscount the endpoints of a network and then refuses to remove it.
        try await PrivateEngine.with { engine in
            try await TestHost.with(.stack(compose), engine: EngineShell(host: engine.host)) { scene in
                let matrix = Matrix(scene: scene)
                try await matrix.prepare(folder)
                try await body(matrix)
            }
        }
    }

    private func prepare(_ folder: URL) async throws {
        let services = try String(contentsOf: folder.appendingPathComponent("compose.yaml"), encoding: .utf8)
        #expect(services.split(separator: "\n").count { $0.hasPrefix("  ") && !$0.hasPrefix("   ") } >= 60)
        try await scene.engine.shell("cp -R '\(folder.path)/.' '\(scene.workspace.path("stack"))/'")
        let lines = try String(contentsOf: folder.appendingPathComponent("images.txt"), encoding: .utf8)
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: "\t").map(String.init)
            try await scene.buildImage(parts[0], Array(parts.dropFirst()))
        }
        try await scene.engine.docker("network", "create", "matrix-outside")
        try await scene.engine.docker("volume", "create", "matrix-shared")
    }
}
