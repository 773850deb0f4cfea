import TestSupport
import Testing

/// The state of the using container while a plan decides about the object that it uses.
enum UserState: String, CaseIterable, Sendable { case running, stopped, created }

extension TestHost {
    /// Makes a container in this state. `afterwards` is called once the container exists; it is running then, except in
    /// the state `created`.
    func make(
        _ name: String,
        _ state: UserState,
        _ options: [String],
        image: String = "odoo:18.0",
        afterwards: (TestHost, _ name: String) async throws -> Void = { _, _ in }
    ) async throws {
        switch state {
        case .running, .stopped: try await runContainer(name, options, image: image)
        case .created: try await createContainer(name, options, image: image)
        }
        try await afterwards(self, name)
        if state == .stopped { try await engine.docker("stop", name) }
    }

    /// What a container reads, started if it does not run.
    func read(_ path: String, by name: String) async throws -> String {
        try await engine.docker("start", name)
        return try await engine.docker("exec", name, "cat", path)
    }

    func mountpoint(_ volume: String) async throws -> String {
        try await engine.docker("volume", "inspect", "-f", "{{.Mountpoint}}", volume)
    }
}

extension TestHost {
    /// For each state of the user: makes the object of the row and its user, cleans up, and reads the object from
    /// inside the user.
    func expectKept(_ row: UseRow, user: String) async throws {
        var users: [(name: String, given: UseRow.Given)] = []
        for (number, state) in UserState.allCases.enumerated() {
            let given = try await row.make(self, UseRow.Object(name: "test-\(state.rawValue)", number: number))
            let name = "\(user)-\(state.rawValue)"
            try await make(name, state, given.options, image: given.image, afterwards: given.afterwards)
            users.append((name, given))
        }
        try await row.makeIdle("test-idle", in: self)
        let judged = try await audit()
        for state in UserState.allCases {
            let found = judged[row.address("test-\(state.rawValue)")]
            // An audit does not inspect every container; it says where a plan may still decide otherwise.
            let isSure = found?.notes.contains("provisional") == false
            #expect(user != "keeper" || !isSure || found?.rule == "in_use", "\(state): \(String(describing: found))")
        }
        try await cleanUp(removing: [row.address("test-idle")])
        for (name, given) in users {
            let content = try await read(given.path, by: name)
            #expect(content.contains(given.holds), "\(name) reads: \(content)")
        }
    }
}
