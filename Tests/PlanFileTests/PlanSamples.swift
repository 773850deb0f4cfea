import Domain

/// Small plans that are valid as they stand.
enum PlanSamples {
    static let moment = Timestamp(secondsSince1970: 1_795_438_066)

    static func content(_ actions: [Action]) -> PlanFileContent {
        PlanFileContent(plan: plan(actions), issued: issued)
    }

    static func plan(_ actions: [Action], omissions: [Omission] = []) -> Plan {
        Plan(
            environment: "staging",
            engine: EngineIdentity(id: "5a1c", name: "staging-1"),
            ssot: Plan.PinnedFile(path: "infra/docker/DOCKER_STAGING_SSOT.yaml", sha256: "sha256:00"),
            stack: actions.contains { $0.class == .expected }
                ? [Plan.PinnedFile(path: "infra/docker/stack.yml", sha256: "sha256:01")] : [],
            mode: actions.contains { $0.class == .expected } ? .all : .cleanup,
            applyable: !actions.isEmpty,
            complete: omissions.isEmpty,
            omissions: omissions,
            digestKeyID: "k1",
            limits: Limits(),
            actions: actions
        )
    }

    static var issued: Issued {
        var counts = ClassCounts()
        counts.add(3, .volume, .extraSafeDelete)
        return Issued(
            id: "20261123T124746Z-1a2b3c4d",
            at: moment,
            by: "alice@example.com",
            expiresAt: moment.adding(days: 3),
            tool: "reconcile 0.1.0",
            commit: nil,
            endpoint: "unix:///var/run/docker.sock",
            observedAt: moment,
            counts: counts,
            checkpoint: "reconcile/5a1c\n42\nq83vEjRWeJA=\n"
        )
    }

    static func volume(_ name: String, after: [String] = []) -> Action {
        action(
            Address(.volume, name),
            steps: [.removeVolume(name: name)],
            after: after.map { Address(.volume, $0) },
            .volume(
                VolumePrecondition(
                    name: name,
                    driver: "local",
                    configurationDigest: "hmac-sha256:01",
                    mountpointIdentity: nil,
                    users: []
                )
            )
        )
    }

    static func container(_ name: String, id: String) -> Action {
        action(
            Address(.container, name),
            steps: [.stopContainer(id: id, graceSeconds: 10, removesItself: false), .removeContainer(id: id)],
            .container(
                ContainerPrecondition(
                    id: id,
                    names: [name],
                    imageID: "sha256:aa",
                    imageReference: "odoo:18.0",
                    isAlive: true,
                    networks: [ObservedContainer.Attachment(name: "bridge", networkID: "b1")],
                    mounts: [ObservedContainer.Mount(type: "bind", volume: nil, destination: "/data")],
                    users: [],
                    configurationDigest: "hmac-sha256:02"
                )
            )
        )
    }

    static func tag(_ tag: String, of id: String, tags: [String], kind: ActionKind = .delete) -> Action {
        action(
            Address(.image, tag),
            kind: kind,
            steps: [.removeImageReference(reference: tag, imageID: id)],
            .image(ImagePrecondition(id: id, tags: tags, digests: [], children: [], users: []))
        )
    }

    static func untaggedImage(_ id: String) -> Action {
        action(
            Address(.image, id),
            steps: [.removeImage(id: id)],
            .image(ImagePrecondition(id: id, tags: [], digests: [], children: [], users: []))
        )
    }

    static func network(_ name: String, id: String, address: String? = nil) -> Action {
        action(
            Address(.network, address ?? name),
            steps: [.removeNetwork(id: id)],
            .network(
                NetworkPrecondition(
                    id: id,
                    name: name,
                    driver: "bridge",
                    configurationDigest: "hmac-sha256:03",
                    users: []
                )
            )
        )
    }

    private static func action(
        _ address: Address,
        kind: ActionKind = .delete,
        steps: [Step],
        after: [Address] = [],
        _ precondition: Precondition
    ) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: .safePattern,
            class: .extraSafeDelete,
            rule: Action.Rule(name: .safeToDeletePattern, pattern: "test-*", at: "ssot.yaml:12:7"),
            age: nil,
            steps: steps,
            dependsOn: after,
            changes: [],
            precondition: precondition,
            impact: Impact(of: kind, steps, on: precondition)
        )
    }
}
