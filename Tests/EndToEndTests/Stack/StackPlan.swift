import TestSupport
import Testing

/// What `reconcile plan` said of the stack.
struct StackPlan: Sendable, CustomStringConvertible {
    struct Action: Sendable {
        let address: String
        let kind: String
        let reason: String
        /// The attributes that differ, sorted.
        let attributes: [String]
        let operations: [String]
    }

    let file: String?
    let actions: [Action]
    let outcome: Outcome

    var description: String { "\(outcome)" }

    subscript(address: String) -> Action? { actions.first { $0.address == address } }

    init(_ outcome: Outcome) throws {
        self.outcome = outcome
        let data = try outcome.document().data
        file = data.file.string
        actions = try data.actions.array.map { action in
            Action(
                address: try #require(action.address.string),
                kind: try #require(action.action.string),
                reason: try #require(action.reason.string),
                attributes: action.changes.array.compactMap(\.attribute.string).sorted(),
                operations: action.steps.array.compactMap(\.op.string)
            )
        }
    }
}

extension StackScene {
    /// Plans; exit code 0 is demanded.
    func plan(_ options: String...) async throws -> StackPlan {
        let outcome = try await workspace.reconcile(["plan", "--json"] + options)
        try #require(outcome.exit == 0, "\(outcome)")
        return try StackPlan(outcome)
    }

    func apply(_ plan: StackPlan) async throws -> Outcome {
        let file = try #require(plan.file, "nothing was planned: \(plan)")
        return try await workspace.reconcile("apply", file, "--json")
    }

    /// Brings the host to the stack, and demands that nothing is left to do.
    func converge() async throws {
        let applied = try await apply(try await plan("--only", "stack"))
        try #require(applied.exit == 0, "\(applied)")
        try await expectNothingToDo()
    }

    func expectNothingToDo() async throws {
        let again = try await plan("--only", "stack")
        #expect(again.actions.isEmpty, "\(again)")
    }

    /// Demands that the real Compose would make nothing anew. It starts finished jobs again whoever made them.
    func expectComposeRecreatesNothing() async throws {
        let said = try await dockerCompose("up", "-d", "--dry-run")
        let lines = said.split(separator: "\n").filter { line in
            ["Recreate", "Creating", "Created", "Stopping", "Removing"].contains { line.contains($0) }
        }
        #expect(lines.isEmpty, "\(said)")
    }
}
