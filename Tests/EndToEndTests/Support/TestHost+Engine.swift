import TestSupport
import Testing

/// The Engine, asked past the program and with docker's own command line.
extension TestHost {
    /// A first process that ends on TERM at once.
    static let idle = #"CMD ["sh", "-c", "trap 'exit 0' TERM; sleep 2147483647 & wait"]"#

    /// Whether the Engine has the object now.
    func has(_ kind: String, _ name: String) async throws -> Bool {
        try await engine.shell("docker \(kind) inspect '\(name)' >/dev/null 2>&1 && echo yes || echo no") == "yes"
    }

    /// The full ID of a container.
    func id(of container: String) async throws -> String {
        try await engine.docker("inspect", "--type", "container", "--format", "{{.Id}}", container)
    }

    func inspect(_ container: String) async throws -> JSONDocument {
        let text = try await engine.docker("inspect", "--type", "container", container)
        return try #require(try JSONDocument(parsing: text).array.first)
    }

    func isRunning(_ container: String) async throws -> Bool {
        try await engine.docker("inspect", "--type", "container", "--format", "{{.State.Running}}", container) == "true"
    }

    /// Runs a container of the image `odoo:18.0`, unless another one is named.
    func runContainer(_ name: String, _ options: String..., image: String = "odoo:18.0") async throws {
        try await runContainer(name, options, image: image)
    }

    func runContainer(_ name: String, _ options: [String], image: String = "odoo:18.0") async throws {
        try await engine.docker(["run", "--detach", "--name", name] + options + [image])
    }

    /// Makes a container and never starts it.
    func createContainer(_ name: String, _ options: String..., image: String = "odoo:18.0") async throws {
        try await createContainer(name, options, image: image)
    }

    func createContainer(_ name: String, _ options: [String], image: String = "odoo:18.0") async throws {
        try await engine.docker(["create", "--name", name] + options + [image])
    }
}
