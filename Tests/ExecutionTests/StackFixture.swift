import CoreTestSupport
import Domain

@testable import Execution

/// Actions that bring a stack to its file, as planning writes them.
enum StackFixture {
    static let fileHash = "sha256:file"

    static func old(_ name: String) -> ObservedContainer {
        Fixture.container(name, image: "odoo:18", state: .running)
    }

    static func aside(_ name: String) -> String { "\(Fixture.containerID(name).prefix(12))_\(name)" }

    static func pinned(_ container: ObservedContainer) -> ContainerPrecondition {
        let detail =
            container.detail ?? .init(autoRemove: false, stopTimeout: nil, namespaceOwners: [], configurationDigest: "")
        return ContainerPrecondition(container, detail, users: [])
    }

    /// All eight steps of a replacement of a running container with a restart policy.
    static func replace(_ name: String, dependsOn: [Address] = []) -> Action {
        let id = Fixture.containerID(name)
        let steps: [Step] = [
            .updateContainer(id: id, body: ["RestartPolicy": ["Name": "no"]]),
            .stopContainer(id: id, graceSeconds: 10, removesItself: false),
            .renameContainer(id: id, from: name, to: aside(name)),
            createStep(name),
            .connectNetwork(network: "backend", container: .created(name: name), endpoint: [:]),
            .startContainer(.created(name: name)),
            .waitContainer(.created(name: name), until: .healthy, seconds: 300),
            .removeContainer(id: id),
        ]
        return action(.container, name, .replace, .specChanged, steps, .container(pinned(old(name))), dependsOn)
    }

    /// A replacement that goes on with one that never ended: the old one stands aside, something half made has its
    /// name.
    static func continuing(_ name: String, halfMade: String) -> Action {
        let id = Fixture.containerID(name)
        let container = Fixture.container(aside(name), id: id, image: "odoo:18", state: .exited)
        let body: JSON = ["Image": "odoo:18", "HostConfig": ["RestartPolicy": ["Name": "always"]]]
        let steps: [Step] = [
            .removeContainer(id: halfMade),
            .createContainer(name: name, reference: "odoo:18", imageID: nil, platform: nil, body: body),
            .startContainer(.created(name: name)),
            .waitContainer(.created(name: name), until: .healthy, seconds: 300),
            .removeContainer(id: id),
        ]
        return action(.container, name, .replace, .setAside, steps, .container(pinned(container)))
    }

    static func create(_ name: String, dependsOn: [Address] = []) -> Action {
        let target = ContainerTarget.created(name: name)
        let steps: [Step] = [
            createStep(name), .startContainer(target),
            .waitContainer(target, until: .running(stableSeconds: 1), seconds: 60),
        ]
        return action(.container, name, .create, .missing, steps, .absent(Address(.container, name)), dependsOn)
    }

    /// Leaves one network, joins another, and waits.
    static func update(_ name: String) -> Action {
        let id = Fixture.containerID(name)
        let steps: [Step] = [
            .disconnectNetwork(network: "old", networkID: "", container: id),
            .connectNetwork(network: "new", container: .pinned(id: id), endpoint: [:]),
            .waitContainer(.pinned(id: id), until: .healthy, seconds: 60),
        ]
        return action(.container, name, .update, .hostChanged, steps, .container(pinned(old(name))))
    }

    static func pull(_ reference: String) -> Action {
        let address = Address(.image, reference)
        let step = Step.pullImage(reference: reference, platform: nil)
        return action(.image, reference, .pull, .missing, [step], .absent(address))
    }

    static func createStep(_ name: String) -> Step {
        .createContainer(
            name: name,
            reference: "odoo:18",
            imageID: Fixture.imageID("odoo:18"),
            platform: nil,
            body: ["Image": "odoo:18", "StopTimeout": 30]
        )
    }

    static func action(
        _ kind: ResourceKind,
        _ name: String,
        _ action: ActionKind,
        _ reason: ActionReason,
        _ steps: [Step],
        _ precondition: Precondition,
        _ dependsOn: [Address] = []
    ) -> Action {
        Action(
            address: Address(kind, name),
            kind: action,
            reason: reason,
            class: .expected,
            rule: .init(name: .inStack, pattern: nil, at: "compose.yaml:3:3"),
            age: nil,
            steps: steps,
            dependsOn: dependsOn,
            changes: [],
            precondition: precondition,
            impact: .init(downtime: true, dataLoss: .none, reversible: true, backup: .none)
        )
    }

    static func plan(_ actions: [Action]) -> Plan {
        Plan(
            environment: "staging",
            engine: EngineIdentity(id: "ENGINE", name: "staging-1"),
            ssot: .init(path: "ssot.yaml", sha256: "sha256:ssot"),
            stack: [],
            mode: .stack,
            applyable: true,
            complete: true,
            omissions: [],
            digestKeyID: "key",
            limits: Limits(),
            actions: actions
        )
    }

    /// The container that a replacement of `name` made.
    static func new(_ name: String, isAlive: Bool = false) -> CreatedContainer {
        let state: ContainerState = isAlive ? .running : .created
        let container = Fixture.container(name, id: Fixture.id("new \(name)"), image: "odoo:18", state: state)
        return CreatedContainer(name: name, precondition: pinned(container))
    }
}
