import Domain
import Ledger

/// An apply of deletes, as the executor would report it.
enum Cleanup {
    static func container(_ name: String, _ id: String) -> Action {
        action(
            Address(.container, name),
            .stopContainer(id: id, graceSeconds: nil, removesItself: false),
            .removeContainer(id: id),
            precondition: .container(
                ContainerPrecondition(
                    id: id,
                    names: [name],
                    imageID: "sha256:aa",
                    imageReference: "app:1",
                    isAlive: true,
                    networks: [],
                    mounts: [],
                    users: [],
                    configurationDigest: ""
                )
            )
        )
    }

    static func volume(_ name: String) -> Action {
        action(
            Address(.volume, name),
            .removeVolume(name: name),
            precondition: .volume(
                VolumePrecondition(
                    name: name,
                    driver: "local",
                    configurationDigest: "",
                    mountpointIdentity: nil,
                    users: []
                )
            )
        )
    }

    static func untag(_ tag: String, _ image: String) -> Action {
        action(
            Address(.image, tag),
            .removeImageReference(reference: tag, imageID: image),
            precondition: .image(ImagePrecondition(id: image, tags: [tag], digests: [], children: [], users: []))
        )
    }

    private static func action(_ address: Address, _ steps: Step..., precondition: Precondition) -> Action {
        Action(
            address: address,
            kind: .delete,
            reason: .safePattern,
            class: .extraSafeDelete,
            rule: Action.Rule(name: .safeToDeletePattern, pattern: "test-*", at: "infra/docker/S_SSOT.yaml:12:7"),
            age: nil,
            steps: steps,
            dependsOn: [],
            changes: [],
            precondition: precondition,
            impact: Impact(downtime: true, dataLoss: .none, reversible: false, backup: .none)
        )
    }

    static func start(_ id: String, at: Timestamp, file: String? = nil) -> RunStart {
        RunStart(
            id: id,
            kind: .apply,
            at: at,
            principal: "alice@example.com",
            engine: Host.engine,
            planDigest: "sha256:d1",
            fileHash: file ?? "sha256:file-of-\(id)"
        )
    }

    static func intents(_ actions: [Action]) -> [StepIntent] {
        places(actions).map { StepIntent(place: $0.place, step: $0.step) }
    }

    static func records(_ actions: [Action], _ outcome: StepOutcome = .done, at: Timestamp) -> [StepRecord] {
        places(actions).map {
            StepRecord(place: $0.place, address: $0.address, step: $0.step, outcome: outcome, detail: "", at: at)
        }
    }

    private struct Entry {
        let place: StepRecord.Place
        let step: Step
        let address: Address
    }

    private static func places(_ actions: [Action]) -> [Entry] {
        actions.enumerated().flatMap { number, action in
            action.steps.enumerated().map { index, step in
                let place = StepRecord.Place(action: number, step: index)
                return Entry(place: place, step: step, address: action.address)
            }
        }
    }
}

extension Ledger {
    /// Applies actions from start to end, all done.
    func apply(_ id: String, _ actions: [Action], at: Timestamp) throws {
        _ = try startApply(Cleanup.start(id, at: at), actions: actions)
        try intend(Cleanup.intents(actions), run: id, at: at)
        try record(Cleanup.records(actions, at: at), run: id)
        try end(run: id, outcome: .succeeded, exitCode: .done, at: at, summary: "\(actions.count) destroyed")
    }
}
