import CoreTestSupport
import Domain
import Planning

/// Plans a host in one call.
func plan(
    _ host: ObservedHost,
    _ policy: Policy = Fixture.ownersPolicy(),
    _ memory: Memory = .none,
    mode: Plan.Mode = .all,
    targets: [String] = [],
    exclusions: [String] = []
) -> PlanningResult {
    Planner.plan(
        PlanningInput(
            host: host,
            policy: policy,
            memory: memory,
            ssot: .init(path: "ssot.yaml", sha256: "sha256:0"),
            stack: [],
            mode: mode,
            selection: Selection(
                targets: targets.map(ResourcePattern.init),
                exclusions: exclusions.map(ResourcePattern.init)
            ),
            digestKeyID: "key"
        )
    )
}

extension PlanningResult {
    /// `delete container/test-a`, in the plan's order.
    var actions: [String] { plan.actions.map { "\($0.kind.rawValue) \($0.address)" } }

    func action(_ address: String) -> Action? { plan.actions.first { $0.address.description == address } }

    func dependencies(_ address: String) -> [String]? { action(address)?.dependsOn.map(\.description) }
}
