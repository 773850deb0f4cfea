import Domain
import Reports

/// The stack of the staging host as a plan brings it about.
enum StackFixtures {
    static let file = "infra/docker/docker-compose.staging.yml"
    static let oldID = Fixtures.hash
    static let aside = "5e0f5e0f5e0f_odoo-staging"

    static let actions = [pull, network, create, update, replace]

    static let pull = action(
        .pull,
        Address(.image, "odoo:18.0-2"),
        .missing,
        [.pullImage(reference: "odoo:18.0-2", platform: nil)]
    )
    static let network = action(
        .create,
        Address(.network, "staging_back"),
        .missing,
        [.createNetwork(name: "staging_back", body: [:])]
    )
    static let create = action(
        .create,
        Address(.container, "odoo-cron"),
        .missing,
        [
            .waitContainer(.pinned(id: "77aa77aa77aa77aa"), until: .healthy, seconds: 300),
            .createContainer(name: "odoo-cron", reference: "odoo:18.0-2", imageID: nil, platform: nil, body: [:]),
            .connectNetwork(network: "staging_back", container: .created(name: "odoo-cron"), endpoint: [:]),
            .startContainer(.created(name: "odoo-cron")),
            .waitContainer(.created(name: "odoo-cron"), until: .running(stableSeconds: 1), seconds: 60),
        ],
        after: [pull.address, network.address]
    )
    static let update = action(
        .update,
        Address(.container, "odoo-mail"),
        .hostChanged,
        [.updateContainer(id: "88bb", body: ["Memory": 536_870_912])],
        changes: [
            change(AttributeKey(.memory), "268435456", "536870912", .inPlace, .host),
            change(AttributeKey(.restart), nil, "unless-stopped", .inPlace, .host),
        ]
    )
    static let replace = action(
        .replace,
        Address(.container, "odoo-staging"),
        .specChanged,
        [
            .waitContainer(.created(name: "odoo-cron"), until: .completed, seconds: 600),
            .updateContainer(id: oldID, body: ["RestartPolicy": ["Name": "no"]]),
            .stopContainer(id: oldID, graceSeconds: 30, removesItself: false),
            .renameContainer(id: oldID, from: "odoo-staging", to: aside),
            .createContainer(
                name: "odoo-staging",
                reference: "odoo:18.0-2",
                imageID: nil,
                platform: nil,
                body: [:]
            ),
            .startContainer(.created(name: "odoo-staging")),
            .waitContainer(.created(name: "odoo-staging"), until: .healthy, seconds: 300),
            .removeContainer(id: oldID),
        ],
        changes: [
            change(AttributeKey(.environment, "DB_PASSWORD"), "(sealed)", "(sealed)", .replace, .file),
            change(AttributeKey(.environment, "OLD"), "\" -> \"x", nil, .replace, .file),
            change(AttributeKey(.environment, "SMTP_TOKEN"), nil, "hmac-sha256:ab", .replace, .unknown),
            change(AttributeKey(.healthcheck, "interval"), "30000000000", "1500000000", .replace, .file),
            change(AttributeKey(.image), "odoo:18.0-1", "odoo:18.0-2", .replace, .image),
            change(AttributeKey(.memory), "536870912", "1000", .inPlace, .file),
        ],
        after: [create.address],
        impact: Impact(downtime: true, dataLoss: .containerLayer, reversible: false, backup: .configuration)
    )

    static func change(
        _ key: AttributeKey,
        _ before: String?,
        _ after: String?,
        _ effect: Action.AttributeChange.Effect,
        _ cause: Action.AttributeChange.Cause
    ) -> Action.AttributeChange {
        Action.AttributeChange(attribute: key, before: before, after: after, effect: effect, cause: cause)
    }

    static func action(
        _ kind: ActionKind,
        _ address: Address,
        _ reason: ActionReason,
        _ steps: [Step],
        changes: [Action.AttributeChange] = [],
        after: [Address] = [],
        impact: Impact = Impact(downtime: false, dataLoss: .none, reversible: true, backup: .none)
    ) -> Action {
        Action(
            address: address,
            kind: kind,
            reason: reason,
            class: .expected,
            rule: Action.Rule(name: .inStack, pattern: nil, at: "\(file):12:3"),
            age: nil,
            steps: steps,
            dependsOn: after,
            changes: changes,
            precondition: kind == .create || kind == .pull ? .absent(address) : pinned(address.name),
            impact: impact
        )
    }

    private static func pinned(_ name: String) -> Precondition {
        .container(
            ContainerPrecondition(
                id: oldID,
                names: [name],
                imageID: "sha256:aa",
                imageReference: "odoo:18.0-1",
                isAlive: true,
                networks: [],
                mounts: [],
                users: [],
                configurationDigest: "hmac"
            )
        )
    }

    static func content(_ actions: [Action] = actions) -> PlanFileContent {
        let plain = Fixtures.plan(actions)
        let plan = Plan(
            environment: plain.plan.environment,
            engine: plain.plan.engine,
            ssot: plain.plan.ssot,
            stack: [Plan.PinnedFile(path: file, sha256: Fixtures.digest)],
            mode: .stack,
            applyable: true,
            complete: false,
            omissions: [
                Omission(nil, .differs, "network/staging_front has another subnet than the stack: remove it by hand")
            ],
            digestKeyID: "k1",
            variables: ["DB_PASSWORD", "infra/docker/staging.env"],
            limits: Limits(),
            actions: actions
        )
        return PlanFileContent(plan: plan, issued: plain.issued)
    }
}
