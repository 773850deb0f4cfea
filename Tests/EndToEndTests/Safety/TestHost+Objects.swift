import TestSupport

extension TestHost.Scene {
    /// An Engine that holds the stack's one container, and an SSOT that allows it.
    static func safety(_ policy: Policy = Policy()) -> TestHost.Scene {
        TestHost.Scene(ssot: policy.text) { host in
            try await host.image("odoo:18.0")
            try await host.runContainer("odoo-staging")
        }
    }
}

extension TestHost {
    /// Makes an image with an ID of its own, and gives the ID. Its containers end on TERM at once, and have a file in
    /// their own layer.
    @discardableResult
    func image(_ reference: String) async throws -> String {
        try await engine.importImage(reference, changes: [Self.idle.replacing("trap", with: "echo here > /note; trap")])
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
