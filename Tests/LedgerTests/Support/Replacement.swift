import Domain

/// A stack's actions as the executor would report them.
enum Replacement {
    static let oldID = "0123456789abcdef"

    /// Puts a new container in the place of an old one.
    static func action(_ name: String, old id: String = oldID) -> Action {
        let old = ContainerPrecondition(
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
        return action(.replace, Address(.container, name), steps(name, old: id), .container(old), .specChanged)
    }

    /// Makes a volume.
    static func volume(_ name: String) -> Action {
        let address = Address(.volume, name)
        return action(.create, address, [.createVolume(name: name, body: [:])], .absent(address), .missing)
    }

    static func steps(_ name: String, old id: String = oldID) -> [Step] {
        [
            .stopContainer(id: id, graceSeconds: 10, removesItself: false),
            .renameContainer(id: id, from: name, to: "\(id.prefix(12))_\(name)"),
            .createContainer(name: name, reference: "app:2", imageID: "sha256:bb", platform: nil, body: [:]),
            .startContainer(.created(name: name)),
            .waitContainer(.created(name: name), until: .running(stableSeconds: 10), seconds: 60),
            .removeContainer(id: id),
        ]
    }

    /// What undoes it when the new container does not run.
    static func putBack(_ name: String, new: String) -> [Step] {
        [
            .stopContainer(id: new, graceSeconds: 10, removesItself: false),
            .removeContainer(id: new),
            .renameContainer(id: oldID, from: "\(oldID.prefix(12))_\(name)", to: name),
            .startContainer(.pinned(id: oldID)),
        ]
    }

    private static func action(
        _ kind: ActionKind,
        _ address: Address,
        _ steps: [Step],
        _ precondition: Precondition,
        _ reason: ActionReason
    ) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: reason,
            class: .expected,
            rule: Action.Rule(name: .inStack, pattern: nil, at: "infra/docker/stack.yml:3:3"),
            age: nil,
            steps: steps,
            dependsOn: [],
            changes: [],
            precondition: precondition,
            impact: Impact(downtime: true, dataLoss: .containerLayer, reversible: false, backup: .configuration)
        )
    }
}
