import CoreTestSupport
import Domain
import Planning

/// What planning a stack on a host gave, in short lines.
struct StackPlanned {
    let result: PlanningResult

    init(
        _ host: ObservedHost,
        _ stack: DesiredStack,
        keyID: String = Fixture.digestKeyID,
        selection: Selection = .everything,
        policy: Policy = Fixture.policy { $0.project = "demo" },
        memory: Memory = .none
    ) {
        result = Planner.plan(
            PlanningInput(
                host: host,
                policy: policy.reading([stack]),
                memory: memory,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:1"),
                stack: [.init(path: "compose.yaml", sha256: "sha256:2")],
                desired: [stack],
                mode: .stack,
                selection: selection,
                digestKeyID: keyID
            )
        )
    }

    /// `replace container/web because image_changed`.
    var lines: [String] {
        result.plan.actions.map { "\($0.kind.rawValue) \($0.address) because \($0.reason.rawValue)" }
    }

    func action(_ name: String) -> Action? { result.plan.actions.first { $0.address.name == name } }

    func operations(_ name: String) -> [String] { action(name)?.steps.map(\.operation.rawValue) ?? [] }

    func changes(_ name: String) -> [String] { action(name)?.changes.map(\.attribute.description) ?? [] }

    var omissions: [String] { result.plan.omissions.map(\.description) }
}
