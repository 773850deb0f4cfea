package import Domain

/// Compares a host after an apply with what the plan promised.
package enum PostCheck {
    /// What a successful action did not bring about; empty when everything is as promised.
    package static func shortfalls(
        _ plan: Plan,
        _ records: [StepRecord],
        _ host: ObservedHost
    ) -> [Diagnostic] {
        let failed = Set(records.filter { !$0.outcome.isSuccess }.map(\.address))
        let present = Presence(host)
        return plan.actions.filter { !failed.contains($0.address) && present.holds($0) }.map { action in
            Diagnostic(
                .stepFailed,
                "\(action.address) is still there after its \(action.kind.rawValue)",
                fix: "Something made it again, or the Engine has not finished: run 'reconcile audit'.",
                address: action.address
            )
        }
    }
}

/// Which pinned objects are on a host.
private struct Presence {
    private let host: ObservedHost

    init(_ host: ObservedHost) { self.host = host }

    func holds(_ action: Action) -> Bool {
        switch action.precondition {
        case .container(let pinned): host.containers.contains { $0.id == pinned.id }
        case .volume(let pinned): host.volumes.contains { $0.name.hasSameBytes(as: pinned.name) }
        case .network(let pinned): host.networks.contains { $0.id == pinned.id }
        case .image(let pinned):
            host.images.contains { image in
                image.id == pinned.id && (action.kind == .delete || image.tags.contains(action.address.name))
            }
        }
    }
}
