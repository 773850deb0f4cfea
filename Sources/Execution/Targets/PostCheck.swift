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
        return plan.actions.filter { !failed.contains($0.address) }.compactMap { action in
            present.shortfall(of: action).map { shortfall in
                Diagnostic(
                    .stepFailed,
                    "\(action.address) \(shortfall.text) after its \(action.kind.rawValue)",
                    fix: shortfall.fix,
                    address: action.address
                )
            }
        }
    }
}

/// What is not as an action promised.
private enum Shortfall {
    case stillThere
    case missing
    case oldStillThere
    case notRunning

    var text: String {
        switch self {
        case .stillThere: "is still there"
        case .missing: "is not there"
        case .oldStillThere: "is still there in its old form"
        case .notRunning: "does not run"
        }
    }

    var fix: String {
        switch self {
        case .stillThere, .oldStillThere:
            "Something made it again, or the Engine has not finished: run 'reconcile audit'."
        case .missing: "Something removed it, or the Engine has not finished: run 'reconcile audit'."
        case .notRunning: "It ended by itself, or somebody stopped it: see 'docker logs', then run 'reconcile audit'."
        }
    }
}

/// What is on a host of that which a plan touched.
private struct Presence {
    private let host: ObservedHost

    init(_ host: ObservedHost) { self.host = host }

    func shortfall(of action: Action) -> Shortfall? {
        switch action.kind {
        case .delete, .untag: holdsPinned(action) ? .stillThere : nil
        case .pull: holds(image: action.address.name) ? nil : .missing
        case .replace: holdsPinned(action) ? .oldStillThere : bearer(action)
        case .create, .update, .restore, .start: bearer(action)
        }
    }

    /// Whether something bears the name, and runs where the action started it. What has ended with 0 has done its work.
    private func bearer(_ action: Action) -> Shortfall? {
        let name = action.address.name
        switch action.address.kind {
        case .volume: return host.volumes.contains { $0.name.hasSameBytes(as: name) } ? nil : .missing
        case .network: return host.networks.contains { $0.name.hasSameBytes(as: name) } ? nil : .missing
        case .image: return holds(image: name) ? nil : .missing
        case .container:
            guard let container = host.containers.first(where: { $0.names.contains { $0.hasSameBytes(as: name) } })
            else { return .missing }
            let hasEnded = container.state == .exited && container.detail?.exitCode == 0
            return action.starts && !container.state.isAlive && !hasEnded ? .notRunning : nil
        }
    }

    private func holds(image reference: String) -> Bool {
        host.images.contains { $0.bears(reference) }
    }

    private func holdsPinned(_ action: Action) -> Bool {
        switch action.precondition {
        case .container(let pinned): host.containers.contains { $0.id == pinned.id }
        case .volume(let pinned): host.volumes.contains { $0.name.hasSameBytes(as: pinned.name) }
        case .network(let pinned): host.networks.contains { $0.id == pinned.id }
        case .image(let pinned):
            host.images.contains { image in
                image.id == pinned.id && (action.kind == .delete || image.tags.contains(action.address.name))
            }
        case .absent: false
        }
    }
}

extension Action {
    fileprivate var starts: Bool {
        steps.contains { step in
            guard case .changes(_, let change) = step.effect else { return false }
            return change == .started || change == .unpaused
        }
    }
}
