import Domain

extension StackSamples {
    static let hmac = "hmac-sha256:" + String(repeating: "ab", count: 32)
    static let labels: JSON = ["Labels": ["com.docker.compose.project": "staging"]]

    static func body(_ image: String) -> JSON {
        let secret = BodyReference.secret(name: "web.env.PASSWORD", hmac: hmac, prefix: "PASSWORD=")
        let body: JSON = [
            "Image": .string(image),
            "Env": ["TZ=UTC", secret.json],
            "HostConfig": ["NetworkMode": BodyReference.container(name: "db", prefix: "container:").json],
        ]
        return body.sorted
    }

    static func container(_ name: String, _ id: String, isAlive: Bool = true) -> ContainerPrecondition {
        ContainerPrecondition(
            id: id,
            names: [name],
            imageID: "sha256:aa",
            imageReference: "odoo:18.0-1",
            isAlive: isAlive,
            networks: [ObservedContainer.Attachment(name: "old", networkID: "n1")],
            mounts: [],
            users: [],
            configurationDigest: "hmac-sha256:02"
        )
    }

    static func absent(
        _ kind: ActionKind,
        _ address: Address,
        _ steps: [Step],
        after: [Address] = []
    ) -> Action {
        action(kind, address, steps, .absent(address), .missing, [], after)
    }

    static func pinned(
        _ kind: ActionKind,
        _ container: ContainerPrecondition,
        address: Address? = nil,
        _ steps: [Step],
        reason: ActionReason = .drifted,
        changes: [Action.AttributeChange] = [],
        after: [Address] = []
    ) -> Action {
        let address = address ?? Address(.container, container.names[0])
        return action(kind, address, steps, .container(container), reason, changes, after)
    }

    static func action(
        _ kind: ActionKind,
        _ address: Address,
        _ steps: [Step],
        _ precondition: Precondition,
        _ reason: ActionReason,
        _ changes: [Action.AttributeChange],
        _ after: [Address]
    ) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: reason,
            class: .expected,
            rule: Action.Rule(name: .inStack, pattern: nil, at: "stack.yml:3:3"),
            age: nil,
            steps: steps,
            dependsOn: after.sorted(),
            changes: changes,
            precondition: precondition,
            impact: Impact(of: kind, steps, on: precondition)
        )
    }
}
