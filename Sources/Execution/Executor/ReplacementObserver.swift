import DockerEngine
import Domain
import Inventory
import JSON

/// The old and the new container in the middle of a replacement, as observed.
struct ReplacementState: Sendable, Hashable {
    /// The container that this run's create made: known by its label.
    let new: CreatedContainer?
    let old: Old?

    struct Old: Sendable, Hashable {
        let name: String
        let restartPolicy: JSON
        let precondition: ContainerPrecondition
    }
}

extension ReplacementState {
    /// For people who must go on by hand.
    var sentence: String {
        [new.map(text), old.map(text) ?? "the old container is gone"].compactMap(\.self).joined(separator: "; ")
    }

    private func text(_ new: CreatedContainer) -> String {
        "the new container \(new.id.prefix(12)) is \(state(new.precondition)), under the name \(new.name)"
    }

    private func text(_ old: Old) -> String {
        "the old container \(old.precondition.id.prefix(12)) is \(state(old.precondition)), under the name \(old.name)"
    }

    private func state(_ container: ContainerPrecondition) -> String { container.isAlive ? "running" : "stopped" }
}

/// Observes the old and the new container in the middle of a replacement.
struct ReplacementObserver: Sendable {
    let observer: Observer

    /// - Throws: What the Engine's answers throw.
    func state(_ action: Action, position: Int, _ known: RunState) async throws -> ReplacementState {
        ReplacementState(
            new: try await new(action, position, known),
            old: try await old(action.precondition.objectID)
        )
    }

    /// The container that bears the label of this action's create, by the ID that is known or under the name.
    private func new(_ action: Action, _ position: Int, _ known: RunState) async throws -> CreatedContainer? {
        for (index, step) in action.steps.enumerated() {
            guard case .createContainer(let name, _, _, _, _) = step else { continue }
            let mark = StepMark.text(known.planFileHash, .init(action: position, step: index))
            return try await observer.created(name, mark: mark, id: known.created(name))
        }
        return nil
    }

    private func old(_ id: String) async throws -> ReplacementState.Old? {
        guard let found = try await observer.object(container: id), let name = found.name else { return nil }
        guard let live = try await observer.precondition(ofContainer: id) else { return nil }
        return .init(name: name, restartPolicy: found.restartPolicy, precondition: live)
    }
}

extension Observer {
    /// The container with this ID, or the one that bears the name, if a step of ours made it: its label says so.
    func created(_ name: String, mark: String, id: String? = nil) async throws -> CreatedContainer? {
        let found = if let id { try await object(container: id) } else { try await object(.container, named: name) }
        guard let found, found.mark == mark, let id = found.id else { return nil }
        return try await precondition(ofContainer: id).map { CreatedContainer(name: name, precondition: $0) }
    }

    /// A container as a precondition of the next step; `nil` where there is none.
    func precondition(ofContainer id: String) async throws -> ContainerPrecondition? {
        guard let live = try await inspect(container: id), let detail = live.detail else { return nil }
        return ContainerPrecondition(live, detail, users: [])
    }
}

extension InspectedObject {
    /// `HostConfig.RestartPolicy`; without one a container is not restarted.
    var restartPolicy: JSON {
        json["HostConfig"]?["RestartPolicy"] ?? ["Name": "no", "MaximumRetryCount": 0]
    }

    /// What the executor keeps of a container before it is replaced.
    static func kept(_ inspect: [UInt8]) throws(JSONFault) -> KeptContainer {
        KeptContainer(restartPolicy: InspectedObject(json: try JSON.parse(inspect)).restartPolicy)
    }
}
